using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Calls with whatever a program may send: each is answered in words, and the connection stays.</summary>
public sealed class HostileCallTests
{
    private static readonly string Long = new('x', 40_000);

    public static TheoryData<HubProtocolKind, string, object?[], string> Calls()
    {
        var calls = new TheoryData<HubProtocolKind, string, object?[], string>();
        foreach (var protocol in Enum.GetValues<HubProtocolKind>())
        {
            calls.Add(protocol, HubMethods.GetExecution, ["default", Long], TooLong(HubMethods.GetExecution, "id"));
            calls.Add(protocol, HubMethods.GetExecution, [Long, "a"], TooLong(HubMethods.GetExecution, "source"));
            calls.Add(protocol, HubMethods.CancelExecution, ["default", Long], TooLong(HubMethods.CancelExecution, "id"));
            calls.Add(protocol, HubMethods.RunPipeline, ["default", Long, false], TooLong(HubMethods.RunPipeline, "pipelineId"));
            calls.Add(protocol, HubMethods.GetExecution, ["default", null], "GetExecution needs all of its arguments, and 'id' is null.");
            calls.Add(protocol, HubMethods.Watch, [null], "Watch needs all of its arguments, and 'sources' is null.");
            calls.Add(protocol, HubMethods.Watch, [new string?[] { null }], "There is no daemon ''. Known daemons: 'default', 'other'.");
            calls.Add(protocol, HubMethods.Watch, [new[] { Long }], "Watch takes at most 1,024 characters as each of 'sources', and was given 40,000.");
            calls.Add(protocol, HubMethods.Watch, [Enumerable.Repeat("a", 50_000).ToArray()], "Watch accepts at most 1000 names of daemons; an empty list means all.");
            calls.Add(protocol, HubMethods.Watch, ["default"], "Watch takes 1 argument: sources (list of texts).");
            calls.Add(protocol, HubMethods.RunPipeline, ["default", "a", "yes"], "RunPipeline takes 3 arguments: source (text), pipelineId (text), fullRefresh (true or false).");
            calls.Add(protocol, HubMethods.GetExecution, ["default"], "GetExecution takes 2 arguments: source (text), id (text).");
            calls.Add(protocol, HubMethods.Clock, ["default"], "Clock takes no arguments.");
            calls.Add(protocol, "Nothing", ["default"], "This hub has no method 'Nothing'.");
        }

        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task Call_ThatCannotBeCarriedOut_IsAnsweredWithTheSentenceAlone(HubProtocolKind protocol, string method, object?[] arguments, string expected)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(protocol, Roles.Operator);

        var refused = await Should.ThrowAsync<HubException>(subscriber.CallAsync(method, arguments));

        refused.Message.ShouldBe(expected);
        await ShouldAnswerAsync(subscriber);
    }

    [Theory]
    [InlineData(HubProtocolKind.Json, int.MinValue)]
    [InlineData(HubProtocolKind.MessagePack, int.MinValue)]
    [InlineData(HubProtocolKind.Json, 0)]
    [InlineData(HubProtocolKind.MessagePack, -1)]
    public async Task StreamLogs_WithAnyCountOfLines_EndsWithTheDaemonsSentence(HubProtocolKind protocol, int tailLines)
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.LogFailure = new HubException("There is no such log.");
        await using var subscriber = await host.ConnectAsync(protocol);

        (await FailureAsync(subscriber, "a", tailLines)).ShouldBe("There is no such log.");
        await ShouldAnswerAsync(subscriber);
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task StreamLogs_ThatCannotBegin_EndsWithTheSentenceAlone(HubProtocolKind protocol)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(protocol);

        (await FailureAsync(subscriber, Long, 0)).ShouldBe(TooLong(HubMethods.StreamLogs, "executionId"));
        (await FailureAsync(subscriber, "a", long.MaxValue)).ShouldBe(
            "StreamLogs takes 4 arguments: source (text), executionId (text), tailLines (integer of 32 bits), follow (true or false).");
        await ShouldAnswerAsync(subscriber);
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Call_LongerThanTheHubReads_ClosesThatConnectionWithTheLimit_AndNoOther(HubProtocolKind protocol)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(protocol);
        await using var other = await host.ConnectAsync(protocol);

        await Should.ThrowAsync<Exception>(subscriber.CallAsync(HubMethods.Watch, [Enumerable.Repeat("default", 100_000).ToArray()]));

        (await subscriber.Closed.DefaultTimeout()).ShouldNotBeNull().Message.ShouldContain("The maximum message size of 262144B was exceeded.");
        await ShouldAnswerAsync(other);
    }

    private static string TooLong(string method, string argument) => $"{method} takes at most 1,024 characters as '{argument}', and was given 40,000.";

    private static async Task ShouldAnswerAsync(HubSubscriber subscriber) =>
        (await subscriber.CallAsync<DateTimeOffset>(HubMethods.Clock)).Year.ShouldBeGreaterThan(2000);

    private static async Task<string> FailureAsync(HubSubscriber subscriber, string id, object tailLines)
    {
        var lines = subscriber.Connection.StreamAsyncCore<LogLine>(HubMethods.StreamLogs, ["default", id, tailLines, true], TestContext.Current.CancellationToken);
        var failure = await Should.ThrowAsync<HubException>(lines.ToListAsync(TestContext.Current.CancellationToken).AsTask().DefaultTimeout());
        return failure.Message;
    }
}
