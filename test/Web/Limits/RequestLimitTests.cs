using System.Net;
using System.Net.Http.Json;
using System.Text;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Limits;

/// <summary>The size and the nesting of requests, and Kestrel's own limits.</summary>
public sealed class RequestLimitTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(15, HttpStatusCode.OK)]
    [InlineData(17, HttpStatusCode.BadRequest)]
    public async Task Post_NestedJson_IsTakenToADepthOf16(int depth, HttpStatusCode status)
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = host.Caller();
        var nested = string.Concat(Enumerable.Repeat("[", depth - 1)) + string.Concat(Enumerable.Repeat("]", depth - 1));
        var body = $$"""{"email":"{{MonitorHost.AdminEmail}}","password":"{{MonitorHost.Password}}","more":{{nested}}}""";

        using var answer = await caller.PostAsync(Routes.Login, new StringContent(body, Encoding.UTF8, "application/json"), Cancelled);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Post_ALargerBodyThanKestrelsLimitOfTheSettings_Is413()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Kestrel:Limits:MaxRequestBodySize", "200")]);
        using var administrator = await host.ServiceAsync();

        using var answer = await administrator.PostAsJsonAsync(Routes.Reauthenticate, new { password = new string('x', 300) }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }
}
