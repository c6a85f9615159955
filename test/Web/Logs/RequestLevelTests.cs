using System.Security.Claims;
using FlextMonitor.Web.Logs;
using Microsoft.AspNetCore.Http;
using Serilog.Events;

namespace FlextMonitor.Web.Tests.Logs;

/// <summary>How loudly requests are logged.</summary>
public sealed class RequestLevelTests
{
    [Theory]
    [InlineData("/api/stats/", 503, LogEventLevel.Debug)]
    [InlineData("/api/stats", 503, LogEventLevel.Debug)]
    [InlineData("/api/stats/", 500, LogEventLevel.Warning)]
    [InlineData("/api/stats/", 200, LogEventLevel.Debug)]
    [InlineData("/api/statsother", 503, LogEventLevel.Warning)]
    [InlineData("/login", 500, LogEventLevel.Warning)]
    [InlineData("/health/ready", 503, LogEventLevel.Warning)]
    [InlineData("/health/ready", 200, LogEventLevel.Verbose)]
    [InlineData("/hubs/dashboard", 101, LogEventLevel.Verbose)]
    public void LevelOf_ARequest_IsAWarningOnlyWhereTheHostFailed(string path, int status, LogEventLevel level) =>
        LogRegistration.LevelOf(Request(path, status), null).ShouldBe(level);

    [Fact]
    public void LevelOf_ARequestThatThrew_IsAWarning() =>
        LogRegistration.LevelOf(Request("/api/stats/", 503), new InvalidOperationException()).ShouldBe(LogEventLevel.Warning);

    [Theory]
    [InlineData(null, LogEventLevel.Debug)]
    [InlineData("Cookies", LogEventLevel.Information)]
    public void LevelOf_BadInput_IsInformationWhereTheCallerIsKnown(string? signedInBy, LogEventLevel level)
    {
        var request = Request("/api/people", 400);
        request.User = new ClaimsPrincipal(new ClaimsIdentity(signedInBy));

        LogRegistration.LevelOf(request, null).ShouldBe(level);
    }

    private static DefaultHttpContext Request(string path, int status) => new() { Request = { Path = path }, Response = { StatusCode = status } };
}
