using System.Diagnostics.Metrics;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Client.Tests;

/// <summary>The client as a service of a host.</summary>
public sealed class RegistrationTests : IAsyncLifetime
{
    private ScriptedHub _hub = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await ScriptedHub.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Host_Starts_ConnectsTheMonitor_AndIsHealthyWhileItIsConnected()
    {
        using var host = Build(options => options.Address = _hub.Address);
        await host.StartAsync(Cancelled).DefaultTimeout();
        var monitor = host.Services.GetRequiredService<IMonitor>();
        await monitor.ConnectedAsync();

        (await HealthAsync(host)).Status.ShouldBe(HealthStatus.Healthy);
        await _hub.StopAsync();
        await monitor.WaitForAsync(seen => !seen.Connection.IsConnected, Cancelled).DefaultTimeout();

        var unhealthy = await HealthAsync(host);
        (unhealthy.Status, unhealthy.Description).ShouldBe((HealthStatus.Unhealthy, monitor.Current.Connection.Reason));
        await host.StopAsync(Cancelled).DefaultTimeout();
    }

    [Fact]
    public async Task Host_WithWrongOptions_DoesNotStart_AndNamesThem()
    {
        using var host = Build(options => (options.FirstRetry, options.Timeout) = (TimeSpan.Zero, TimeSpan.Zero));

        var wrong = await Should.ThrowAsync<OptionsValidationException>(host.StartAsync(Cancelled).DefaultTimeout());

        wrong.Failures.Count().ShouldBe(3);
        wrong.Message.ShouldContain("Address is '', but must be an address such as https://monitor.example");
        wrong.Message.ShouldContain("Timeout is 00:00:00, but must be more than zero");
    }

    [Fact]
    public async Task Add_Twice_IsOneClientWithTheOptionsOfBoth()
    {
        using var host = Build(options => options.Address = new Uri("http://nowhere.invalid"), services => services.AddFlextMonitorClient(options => options.Address = _hub.Address));
        await host.StartAsync(Cancelled).DefaultTimeout();

        await host.Services.GetRequiredService<IMonitor>().ConnectedAsync();

        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancelled)).Entries.Keys.ShouldBe(["flextmonitor"]);
        await host.StopAsync(Cancelled).DefaultTimeout();
    }

    [Fact]
    public async Task Meter_CountsMessagesConnectsAndCalls()
    {
        using var host = Build(options => options.Address = _hub.Address);
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        using var messages = new MeasurementRecorder(meters, "flextmonitor.client.messages", "stats");
        using var connects = new MeasurementRecorder(meters, "flextmonitor.client.connects", "connected");
        using var connected = new MeasurementRecorder(meters, "flextmonitor.client.connected");
        using var calls = new MeasurementRecorder(meters, "flextmonitor.client.call.duration", "RunPipeline");
        await host.StartAsync(Cancelled).DefaultTimeout();
        var monitor = host.Services.GetRequiredService<IMonitor>();
        await monitor.ConnectedAsync();

        await monitor.RunPipelineAsync("default", "orders", cancellationToken: Cancelled).DefaultTimeout();

        (messages.Values.Sum(), connects.Values.Sum(), connected.Values[^1], calls.Values.Count).ShouldBe((1, 1, 1, 1));
        await host.StopAsync(Cancelled).DefaultTimeout();
    }

    private static async Task<HealthReportEntry> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancelled)).Entries["flextmonitor"];

    private static IHost Build(Action<MonitorClientOptions> configure, Action<IServiceCollection>? further = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMetrics();
        builder.Services.AddFlextMonitorClient(options =>
        {
            options.Token = "fxm_test";
            configure(options);
        });
        further?.Invoke(builder.Services);
        return builder.Build();
    }
}
