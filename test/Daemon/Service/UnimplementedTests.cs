using System.Net;
using System.Net.Http.Headers;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;

namespace FlextMonitor.Daemon.Tests.Service;

/// <summary>What is not served is answered as other gRPC servers answer it: over HTTP 200, with the status in the headers.</summary>
public sealed class UnimplementedTests : IAsyncLifetime
{
    private const string Unimplemented = "12";

    private static readonly byte[] EmptyMessage = new byte[5];

    private readonly WebApplication _application = DaemonApplication.Create("--urls", "http://127.0.0.1:0");

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _application.StartAsync(Ended).DefaultTimeout();

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None).DefaultTimeout();
        await _application.DisposeAsync();
    }

    [Theory]
    [InlineData("flx.FlxService/GetSystemStats")]
    [InlineData("flext.FlxService/GetSystemStats")]
    [InlineData("flext.flextservice/GetSystemStats")]
    [InlineData("flext.FlextService/getSystemStats")]
    [InlineData("flext.FlextService/Nothing")]
    [InlineData("flext/FlextService/GetSystemStats")]
    [InlineData("grpc.health.v1.health/Check")]
    [InlineData("")]
    public async Task Call_OfWhatIsNotServed_IsAnsweredUnimplemented(string path)
    {
        using var answer = await CallAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/grpc");
        answer.Headers.GetValues("grpc-status").ShouldBe([Unimplemented]);
    }

    [Fact]
    public async Task Call_OfAMethod_IsServed()
    {
        using var answer = await CallAsync("flext.FlextService/GetSystemInfo");

        answer.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Fact]
    public async Task Request_ThatIsNoCall_IsNotFound()
    {
        using var caller = Caller();

        using var answer = await caller.GetAsync(new Uri(_application.Urls.Single()), Ended).DefaultTimeout();

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> CallAsync(string path)
    {
        using var caller = Caller();
        using var request = new ByteArrayContent(EmptyMessage);
        request.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return await caller.PostAsync(new Uri($"{_application.Urls.Single()}/{path}"), request, Ended).DefaultTimeout();
    }

    private static HttpClient Caller() => new() { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
}
