using System.Globalization;
using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Wait = DotNet.Testcontainers.Builders.Wait;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>The monitor in a container, as <c>deploy/compose.yaml</c> runs it.</summary>
public sealed class MonitorContainerTests(MonitorImage image) : IClassFixture<MonitorImage>, IAsyncDisposable
{
    private const int Port = 5000;

    /// <summary>What a service manager must grant the program at least.</summary>
    private static readonly TimeSpan MostToEnd = TimeSpan.FromSeconds(10);

    /// <summary>Start-ups compile what they run, on a machine that other tests keep busy.</summary>
    private static readonly TimeSpan MostToStart = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly DockerClient _engine = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder().Build();

    [Fact]
    public async Task Container_AsAnyUserWithAReadOnlyRoot_BecomesHealthyAndEndsOnSigterm()
    {
        await using var container = Build(user: Random.Shared.Next(100_000, 1_000_000));
        await container.StartAsync(Cancellation).WaitAsync(MostToStart, Cancellation);

        using var client = new HttpClient { BaseAddress = new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), container.GetMappedPublicPort(Port)).Uri };
        using var ready = await client.GetAsync(Routes.HealthReady, Cancellation).DefaultTimeout();
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetStringAsync("/login", Cancellation).DefaultTimeout()).ShouldContain("<title>");
        var data = await container.ExecAsync(["stat", "-c", "%a", "/data/monitor"], Cancellation).DefaultTimeout();
        data.Stdout.Trim().ShouldBe("700");

        var began = TimeProvider.System.GetTimestamp();
        await _engine.Containers.KillContainerAsync(container.Id, new ContainerKillParameters { Signal = "TERM" }, Cancellation).DefaultTimeout();
        var ended = await _engine.Containers.WaitContainerAsync(container.Id, Cancellation).DefaultTimeout();

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(MostToEnd);
        ended.StatusCode.ShouldBe(0);
    }

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        return ValueTask.CompletedTask;
    }

    private IContainer Build(int user) => new ContainerBuilder(image.Image)
        .WithImagePullPolicy(PullPolicy.Never)
        .WithEnvironment(MonitorImage.Environment)
        .WithPortBinding(Port, assignRandomHostPort: true)
        .WithTmpfsMount("/tmp")
        .WithCreateParameterModifier(parameters =>
        {
            parameters.User = user.ToString(CultureInfo.InvariantCulture);

            // The command is the image's. Ten seconds until it is called for the first time would be waited for.
            parameters.Healthcheck = new HealthcheckConfig { Interval = TimeSpan.FromSeconds(1) };
            parameters.HostConfig!.ReadonlyRootfs = true;
            parameters.HostConfig.CapDrop = ["ALL"];
            parameters.HostConfig.SecurityOpt = ["no-new-privileges:true"];
            foreach (var binding in parameters.HostConfig.PortBindings!.Values.SelectMany(bindings => bindings))
            {
                binding.HostIP = IPAddress.Loopback.ToString();
            }
        })
        .WithWaitStrategy(Wait.ForUnixContainer().UntilContainerIsHealthy(failingStreak: 100))
        .WithLabel(ScenarioSettings.LabelName, ScenarioSettings.RunLabel)
        .Build();
}
