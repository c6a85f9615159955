using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using FlextMonitor.Testing;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>
/// The network interface of a container, taken down and up from a second container that shares its network and may administer it. Neither end of a
/// connection is notified: packets are lost, and connections stay open.
/// </summary>
internal sealed class NetworkCable : IAsyncDisposable
{
    // SIOCGIFFLAGS, SIOCSIFFLAGS and IFF_UP of netdevice(7). Perl is used because every Debian has perl-base, while hardly any image has iproute2.
    private const string SetInterface = """
        use Socket;
        socket(my $socket, AF_INET, SOCK_DGRAM, 0) or die "socket: $!";
        my $request = pack("a16 x24", "eth0");
        ioctl($socket, 0x8913, $request) or die "get: $!";
        my $flags = unpack("x16 s", $request);
        $flags = $ARGV[0] eq "up" ? $flags | 1 : $flags & ~1;
        ioctl($socket, 0x8914, pack("a16 s x22", "eth0", $flags)) or die "set: $!";
        """;

    private readonly IContainer _helper;

    private NetworkCable(IContainer helper) => _helper = helper;

    /// <summary>Starts the second container for a running one.</summary>
    public static async Task<NetworkCable> OpenAsync(string containerId)
    {
        var helper = new ContainerBuilder(ScenarioSettings.BaseImage)
            .WithImagePullPolicy(PullPolicy.Never)
            .WithEntrypoint("sleep", "infinity")
            .WithCreateParameterModifier(parameters =>
            {
                parameters.HostConfig!.NetworkMode = $"container:{containerId}";
                parameters.HostConfig.CapAdd = ["NET_ADMIN"];
                parameters.HostConfig.Init = true;
            })
            .WithLabel(ScenarioSettings.LabelName, ScenarioSettings.RunLabel)
            .Build();
        await helper.StartAsync().DefaultTimeout();
        return new NetworkCable(helper);
    }

    /// <summary>Returns once no packets pass any more.</summary>
    public Task CutAsync() => SetAsync("down");

    /// <summary>Ends <see cref="CutAsync"/>.</summary>
    public Task MendAsync() => SetAsync("up");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _helper.DisposeAsync();

    private async Task SetAsync(string state)
    {
        var result = await _helper.ExecAsync(["perl", "-e", SetInterface, state]).DefaultTimeout();
        result.ExitCode.ShouldBe(0, result.Stderr);
    }
}
