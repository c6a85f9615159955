using FlextMonitor.Hosting.Programs;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Microsoft.AspNetCore.Builder;

namespace FlextMonitor.Daemon.Tests;

/// <summary>Who may call a daemon that runs in a process of its own.</summary>
public sealed class CallerTests
{
    private const string Token = "0123456789abcdef";

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer 0123456789abcdee")]
    [InlineData("Bearer ")]
    [InlineData("Basic 0123456789abcdef")]
    [InlineData(Token)]
    public async Task Call_WithoutTheToken_IsUnauthenticatedAndNamesTheSetting(string? authorization)
    {
        await using var daemon = await StartAsync("--Daemon:Token", Token, "--Daemon:Reflection", "true");
        using var channel = GrpcChannel.ForAddress(daemon.Urls.Single());
        Metadata headers = authorization is null ? [] : new() { { "authorization", authorization } };

        await new FlextService.FlextServiceClient(channel).GetSystemInfoAsync(new Empty(), headers, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.Unauthenticated, "Daemon:Token");
        await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), headers, cancellationToken: Ended).ShouldBeRefusedAsync(StatusCode.Unauthenticated, "Daemon:Token");
        (await RefusalOfReflectionAsync(channel, headers)).ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Call_WithTheToken_IsAnswered()
    {
        await using var daemon = await StartAsync("--Daemon:Token", Token);
        using var channel = GrpcChannel.ForAddress(daemon.Urls.Single());

        var info = await new FlextService.FlextServiceClient(channel)
            .GetSystemInfoAsync(new Empty(), new Metadata { { "authorization", $"Bearer {Token}" } }, cancellationToken: Ended).ResponseAsync.DefaultTimeout();

        info.Version.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Reflection_AskedFor_NamesAllServices()
    {
        await using var daemon = await StartAsync("--Daemon:Reflection", "true");
        using var channel = GrpcChannel.ForAddress(daemon.Urls.Single());

        var names = await ServicesAsync(channel, []);

        names.ShouldContain("flext.FlextService");
        names.ShouldContain("grpc.health.v1.Health");
    }

    [Fact]
    public async Task Reflection_NotAskedFor_IsUnimplemented()
    {
        await using var daemon = await StartAsync();
        using var channel = GrpcChannel.ForAddress(daemon.Urls.Single());

        (await RefusalOfReflectionAsync(channel, [])).ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public void Token_TooShort_StopsTheStart() => RefusalOf("--Daemon:Token", "short").ShouldContain("Daemon:Token has 5 characters; it may have 16 or more");

    [Theory]
    [InlineData("http://0.0.0.0:0", "http://0.0.0.0:0")]
    [InlineData("http://+:0", "http://+:0")]
    [InlineData("http://127.0.0.1:0;http://monitor.example:0", "http://monitor.example:0")]
    public void AllowControl_WhereOthersReachTheDaemon_NeedsAToken(string urls, string named)
    {
        using var project = new MeltanoFolder();

        RefusalOf("--urls", urls, "--Meltano:Project", project.Path, "--Meltano:AllowControl", "true")
            .ShouldContain($"Meltano:AllowControl is true, so that anyone who reaches {named} could start runs; set Daemon:Token");
    }

    [Theory]
    [InlineData("http://localhost:0")]
    [InlineData("http://[::1]:0")]
    [InlineData("http://unix:/tmp/flext.sock")]
    public async Task AllowControl_OnThisMachineAlone_NeedsNoToken(string urls)
    {
        using var project = new MeltanoFolder();

        await using var daemon = DaemonApplication.Create("--urls", urls, "--Meltano:Project", project.Path, "--Meltano:AllowControl", "true");

        daemon.ShouldNotBeNull();
    }

    private static string RefusalOf(params string[] args) =>
        StartFailure.Explain(Should.Throw<Exception>(() => DaemonApplication.Create(args)), KestrelStartFailure.Explain).ShouldNotBeNull();

    private static async Task<WebApplication> StartAsync(params string[] args)
    {
        var daemon = DaemonApplication.Create(["--urls", "http://127.0.0.1:0", .. args]);
        await daemon.StartAsync(Ended).DefaultTimeout();
        return daemon;
    }

    private static async Task<List<string>> ServicesAsync(GrpcChannel channel, Metadata headers)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(headers, cancellationToken: Ended);
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" }, Ended);
        (await call.ResponseStream.MoveNext(Ended).DefaultTimeout()).ShouldBeTrue();
        var services = call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name).ToList();
        await call.RequestStream.CompleteAsync();
        return services;
    }

    private static async Task<StatusCode> RefusalOfReflectionAsync(GrpcChannel channel, Metadata headers)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(headers, cancellationToken: Ended);
        return (await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(Ended).DefaultTimeout())).StatusCode;
    }
}
