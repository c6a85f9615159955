using System.Net;
using System.Security.Claims;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Tests.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>What is recorded of a request, by its endpoint, its answer and its caller.</summary>
public sealed class RequestAuditTests
{
    private static readonly AuditMetadata Always = new(AuditActions.MakeLink);
    private static readonly AuditMetadata OnlyRefusals = new(AuditActions.SignIn, OnlyRefusals: true);

    private readonly RecordedTrail _trail = new();

    [Theory]
    [InlineData(200, AuditOutcome.Done)]
    [InlineData(204, AuditOutcome.Done)]
    [InlineData(403, AuditOutcome.Refused)]
    [InlineData(409, AuditOutcome.Refused)]
    [InlineData(500, AuditOutcome.Failed)]
    [InlineData(400, null)]
    [InlineData(404, null)]
    [InlineData(429, AuditOutcome.Refused)]
    [InlineData(503, null)]
    public async Task Answer_OfAnAuditedEndpoint_SaysWhatCameOfIt(int status, AuditOutcome? outcome)
    {
        await RunAsync(ContextOf(Always), context => context.Response.StatusCode = status);

        AuditOutcome?[] outcomes = outcome is null ? [] : [outcome];
        _trail.Recorded.Select(entry => (AuditOutcome?)entry.Outcome).ShouldBe(outcomes);
        _trail.Recorded.ShouldAllBe(entry => entry.What == AuditActions.MakeLink && entry.Who == "ada@example.com" && entry.WhoId == "7");
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(500, 0)]
    [InlineData(401, 1)]
    public async Task Answer_OfAnEndpointWhoseRefusalsAreRecorded_IsRecordedOnlyIfItIsOne(int status, int count)
    {
        await RunAsync(ContextOf(OnlyRefusals, new AllowAnonymousAttribute()), context => context.Response.StatusCode = status);

        _trail.Recorded.Count.ShouldBe(count);
    }

    [Fact]
    public async Task Failure_OfAnAuditedEndpoint_IsRecorded_AndPassedOn()
    {
        await Should.ThrowAsync<InvalidOperationException>(RunAsync(ContextOf(Always), _ => throw new InvalidOperationException()));

        _trail.Recorded.ShouldHaveSingleItem().Outcome.ShouldBe(AuditOutcome.Failed);
    }

    [Fact]
    public async Task Overload_IsNotRecorded_BecauseNothingWasDone()
    {
        await Should.ThrowAsync<OverloadedException>(RunAsync(ContextOf(Always), _ => throw new OverloadedException("Too many.", TimeSpan.FromSeconds(1))));

        _trail.Recorded.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusal_ThatIsAnsweredAsIfThereWereNothing_IsRecorded()
    {
        await RunAsync(ContextOf(), context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            AuditDetails.Of(context).IsRefused = true;
        });

        var entry = _trail.Recorded.ShouldHaveSingleItem();
        (entry.What, entry.Outcome, entry.SubjectId).ShouldBe(("POST /api/things/{id}", AuditOutcome.Refused, "42"));
        (entry.Address, entry.Network).ShouldBe(("2001:db8::7", "2001:db8::/64"));
    }

    [Fact]
    public async Task Caller_AtAnEndpointForAnyone_IsWhoTheEndpointSays_AndNotWhoseCookieTheBrowserHas()
    {
        await RunAsync(ContextOf(OnlyRefusals, new AllowAnonymousAttribute()), context => context.Response.StatusCode = StatusCodes.Status401Unauthorized);
        await RunAsync(ContextOf(OnlyRefusals, new AllowAnonymousAttribute()), context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            AuditDetails.Of(context).By("grace@example.com", "8");
        });

        _trail.Recorded.Select(entry => (entry.Who, entry.WhoId)).ShouldBe([(null, null), ("grace@example.com", "8")]);
    }

    private static DefaultHttpContext ContextOf(params object[] metadata)
    {
        var endpoint = new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/api/things/{id}"), 0, new EndpointMetadataCollection(metadata), null);
        var context = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Email, "ada@example.com"), new(ClaimTypes.NameIdentifier, "7")], "test")) };
        context.SetEndpoint(endpoint);
        context.Request.Method = HttpMethods.Post;
        context.Request.RouteValues["id"] = "42";
        context.Connection.RemoteIpAddress = IPAddress.Parse("2001:db8::7");
        return context;
    }

    private Task RunAsync(HttpContext context, Action<HttpContext> answer) => new RequestAudit(_trail).InvokeAsync(context, answered =>
    {
        answer(answered);
        return Task.CompletedTask;
    });
}
