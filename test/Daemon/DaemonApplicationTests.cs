using System.Net;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Tests;

public sealed class DaemonApplicationTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_UrlsOnTheCommandLine_ServesThereOverHttp2WithoutTls()
    {
        await using var application = DaemonApplication.Create("--urls", "http://127.0.0.1:0");
        await application.StartAsync(Ended).DefaultTimeout();
        using var channel = GrpcChannel.ForAddress(Addresses(application).Single());
        var client = new FlextService.FlextServiceClient(channel);

        var stats = await client.GetSystemStatsAsync(new Empty(), cancellationToken: Ended).ResponseAsync.DefaultTimeout();

        stats.CpuUsage.ShouldBeInRange(0, 100);
        stats.MemoryUsage.ShouldBeInRange(1, 100);
        stats.ActiveConnections.ShouldBe(1);
        await application.StopAsync(Ended).DefaultTimeout();
    }

    [Fact]
    public async Task Start_InAProcessOfItsOwn_SaysWhatItServesAndHowToWatchIt()
    {
        var log = new RecordedLog();
        await using var application = DaemonApplication.Create("--urls", "http://127.0.0.1:0");
        application.Services.GetRequiredService<ILoggerFactory>().AddProvider(log.CreateProvider());

        await application.StartAsync(Ended).DefaultTimeout();

        log.Entries.ShouldContain(entry => entry.Text.StartsWith("Serving this host's figures and ", StringComparison.Ordinal)
            && entry.Text.EndsWith($"Watch it with --Daemons:0:Address={Addresses(application).Single()}", StringComparison.Ordinal));
        await application.StopAsync(Ended).DefaultTimeout();
    }

    [Fact]
    public async Task Create_WithoutUrls_IsThePortOfFlextOnLoopback()
    {
        await using var application = DaemonApplication.Create();

        application.Configuration["urls"].ShouldBe("http://localhost:50051");
    }

    [Fact]
    public void Create_OnAnyMachine_WatchesNoFolderForFilesOfSettings()
    {
        var files = DaemonApplication.CreateBuilder([]).Configuration.Sources.OfType<FileConfigurationSource>().ToList();

        files.ShouldNotBeEmpty();
        files.ShouldAllBe(file => !file.ReloadOnChange);
    }

    [Fact]
    public async Task Create_TwoCallers_AreTwoConnectionsUntilOneLeaves()
    {
        await using var application = DaemonApplication.Create("--urls", "http://127.0.0.1:0");
        await application.StartAsync(Ended).DefaultTimeout();
        var address = Addresses(application).Single();
        using var stays = GrpcChannel.ForAddress(address);
        var client = new FlextService.FlextServiceClient(stays);

        using (var leaves = GrpcChannel.ForAddress(address))
        {
            await new FlextService.FlextServiceClient(leaves).GetSystemInfoAsync(new Empty(), cancellationToken: Ended).ResponseAsync.DefaultTimeout();
            (await client.GetSystemStatsAsync(new Empty(), cancellationToken: Ended).ResponseAsync.DefaultTimeout()).ActiveConnections.ShouldBe(2);
        }

        await OneIsLeftAsync().DefaultTimeout();
        await application.StopAsync(Ended).DefaultTimeout();

        async Task OneIsLeftAsync()
        {
            while ((await client.GetSystemStatsAsync(new Empty(), cancellationToken: Ended)).ActiveConnections != 1)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }

    [Fact]
    public async Task Health_OverallAndService_AreServing()
    {
        await using var daemon = await TestDaemon.StartAsync();
        var health = new Grpc.Health.V1.Health.HealthClient(daemon.Channel);

        foreach (var service in new[] { "", "flext.FlextService" })
        {
            var answer = await health.CheckAsync(new HealthCheckRequest { Service = service }, cancellationToken: Ended).ResponseAsync.DefaultTimeout();
            answer.Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
        }

        await health.CheckAsync(new HealthCheckRequest { Service = "nope" }, cancellationToken: Ended).ShouldBeRefusedAsync(StatusCode.NotFound, string.Empty);
    }

    [Fact]
    public async Task CreateEmbedded_AddressesInSettings_ListensOnItsSocketAlone()
    {
        await using var daemon = await TestDaemon.StartAsync(settings: new() { ["urls"] = "http://127.0.0.1:0", ["Kestrel:Endpoints:Other:Url"] = "http://127.0.0.1:0" });

        var addresses = daemon.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

        addresses.Single().ShouldStartWith("http://unix:/");
    }

    [Theory]
    [InlineData("Daemon:Host:Interval", "00:00:00", "Daemon:Host:Interval is 00:00:00; it may be a time as hh:mm:ss, 00:00:00.1 to 00:01:00")]
    [InlineData("Daemon:Host:DiskPath", "/not/there", "Daemon:Host:DiskPath is '/not/there'; it must be a folder that exists")]
    [InlineData("Daemon:Host:MinimumFreeBytes", "-1", "Daemon:Host:MinimumFreeBytes is -1; it may be 0 or more")]
    [InlineData("Daemon:Samples:History", "3", "Daemon:Samples:History is 3; it may be 20 to 10000")]
    [InlineData("Daemon:Samples:GiveUpAfter", "00:00:01", "Daemon:Samples:GiveUpAfter is 00:00:01; it may be a time as hh:mm:ss, 00:00:10 to 1.00:00:00")]
    [InlineData("Daemon:Samples:Histry", "30", "Unknown setting 'Daemon:Samples:Histry'. Did you mean 'Daemon:Samples:History'? Known settings: Seed, History, GiveUpAfter")]
    [InlineData("Daemon:Host:Disk", "/", "Unknown setting 'Daemon:Host:Disk'. Known settings: Interval, DiskPath, MinimumFreeBytes")]
    [InlineData("Daemon:Sampels:History", "30", "Unknown setting 'Daemon:Sampels'. Did you mean 'Daemon:Samples'? Known settings: Host, Samples, Token, Reflection")]
    [InlineData("Deamon:Samples:History", "30", "Unknown setting 'Deamon'. Did you mean 'Daemon'? Known settings: Daemon, Meltano, and those of ASP.NET Core such as Kestrel, Logging and urls")]
    public void Create_BadSetting_NamesKeyValueAndWhatIsAllowed(string key, string value, string message)
    {
        var failure = Should.Throw<OptionsValidationException>(() => DaemonApplication.Create($"--{key}", value));

        failure.Failures.ShouldBe([message]);
    }

    [Fact]
    public async Task Http1Caller_IsTurnedAway()
    {
        await using var application = DaemonApplication.Create("--urls", "http://127.0.0.1:0");
        await application.StartAsync(Ended).DefaultTimeout();
        using var browser = new HttpClient { DefaultRequestVersion = HttpVersion.Version11 };

        // Kestrel tells such a caller that only HTTP/2 is spoken here.
        var answer = await browser.GetAsync(new Uri(Addresses(application).Single()), Ended).DefaultTimeout();

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await application.StopAsync(Ended).DefaultTimeout();
    }

    private static ICollection<string> Addresses(WebApplication application) =>
        application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
}
