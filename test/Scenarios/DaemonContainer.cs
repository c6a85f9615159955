using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using DotNet.Testcontainers.Networks;
using FlextMonitor.Testing;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>The daemon in a container that keeps one port of 127.0.0.1, with methods that cause faults. Each returns once the fault has taken effect.</summary>
internal sealed class DaemonContainer : IAsyncDisposable
{
    private const int DaemonPort = 50051;

    private readonly DockerClient _engine = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder().Build();
    private readonly IImage _image;
    private readonly INetwork _network;
    private readonly int _port = FreePort();
    private IContainer _container;

    private DaemonContainer(IImage image)
    {
        _image = image;
        _network = new NetworkBuilder().WithLabel(ScenarioSettings.LabelName, ScenarioSettings.RunLabel).Build();
        _container = Build();
    }

    /// <summary>The address in the format of the settings.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    /// <summary>Starts a daemon, and returns when it answers.</summary>
    public static async Task<DaemonContainer> StartAsync(DaemonImage image)
    {
        var daemon = new DaemonContainer(image.Image);
        try
        {
            await daemon._network.CreateAsync().DefaultTimeout();
            await daemon.StartAsync();
            await DaemonProbe.FirstAnswerAsync(daemon.Address);
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>Freezes all its processes: connections stay open, and nothing answers.</summary>
    public Task PauseAsync() => _container.PauseAsync().DefaultTimeout();

    /// <summary>Ends <see cref="PauseAsync"/>.</summary>
    public Task UnpauseAsync() => _container.UnpauseAsync().DefaultTimeout();

    /// <summary>Kills it with SIGKILL.</summary>
    public async Task KillAsync()
    {
        await _engine.Containers.KillContainerAsync(_container.Id, new ContainerKillParameters { Signal = "KILL" }).DefaultTimeout();
        await _engine.Containers.WaitContainerAsync(_container.Id).DefaultTimeout();
    }

    /// <summary>Stops it with SIGTERM, as in a deployment.</summary>
    public Task StopAsync() => _container.StopAsync().DefaultTimeout();

    /// <summary>Starts it for the first time, or again after <see cref="KillAsync"/> or <see cref="StopAsync"/>.</summary>
    public Task StartAsync() => _container.StartAsync().DefaultTimeout();

    /// <summary>Removes the container while it runs.</summary>
    public Task RemoveAsync() => _container.DisposeAsync().AsTask().DefaultTimeout();

    /// <summary>Replaces the removed container with a new one.</summary>
    public Task ReplaceAsync()
    {
        _container = Build();
        return StartAsync();
    }

    /// <summary>Disconnects it from its network, which closes its published port and its connections.</summary>
    public Task DisconnectAsync() => _engine.Networks.DisconnectNetworkAsync(
        _network.Name, new NetworkDisconnectParameters { Container = _container.Id, Force = true }).DefaultTimeout();

    /// <summary>Ends <see cref="DisconnectAsync"/>.</summary>
    public Task ReconnectAsync() => _engine.Networks.ConnectNetworkAsync(
        _network.Name, new NetworkConnectParameters { Container = _container.Id }).DefaultTimeout();

    /// <summary>Creates a handle for its network interface.</summary>
    public Task<NetworkCable> OpenCableAsync() => NetworkCable.OpenAsync(_container.Id);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _container.DisposeAsync();
        await _network.DisposeAsync();
        _engine.Dispose();
    }

    private IContainer Build() => new ContainerBuilder(_image)
        .WithImagePullPolicy(PullPolicy.Never)
        .WithNetwork(_network)
        .WithPortBinding(_port, DaemonPort)
        .WithCreateParameterModifier(parameters =>
        {
            foreach (var binding in parameters.HostConfig!.PortBindings!.Values.SelectMany(bindings => bindings))
            {
                binding.HostIP = IPAddress.Loopback.ToString();
            }
        })
        .WithLabel(ScenarioSettings.LabelName, ScenarioSettings.RunLabel)
        .Build();

    // Below the system's range for outgoing connections, so that no other program takes the port while the daemon is away.
    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 30_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Tries the next one.
            }
        }
    }
}
