using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Proto;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Lists of pipelines, of which an answer holds only so many.</summary>
public sealed class PipelineRequestsTests
{
    private const string Limit = "the 4,194,304 bytes that Daemons:0:MaxMessageBytes allows";

    private readonly FakeTimeProvider _time = new();
    private readonly PipelineRequests _requests;
    private readonly List<(int Limit, int Offset)> _asked = [];
    private readonly HashSet<int> _tooLarge = [];
    private int _count = 300;
    private int _most = 500;
    private int _pageOfDaemon = int.MaxValue;

    public PipelineRequestsTests() => _requests = new PipelineRequests(new DaemonOptions { Address = "http://localhost:1" }, _time);

    [Fact]
    public async Task Request_AnswerFits_IsOneCall()
    {
        (await RequestAsync()).ShouldBe((300, true, null));

        _asked.ShouldBe([(500, 0)]);
    }

    [Fact]
    public async Task Request_AnswerTooLarge_IsReadInPagesOfASizeThatIsKept()
    {
        _most = 130;

        (await RequestAsync()).ShouldBe((300, true, null));
        _asked.ShouldBe([(500, 0), (250, 0), (125, 0), (125, 125), (125, 250)]);

        _asked.Clear();
        await RequestAsync();
        _asked[0].ShouldBe((125, 0));
    }

    [Fact]
    public async Task Request_SomeTooLargeAlone_AreLeftOut()
    {
        _count = 10;
        _tooLarge.Add(2);

        (await RequestAsync()).ShouldBe((9, false, $"1 pipeline is not known: it is larger than {Limit}"));

        _tooLarge.Add(9);
        (await RequestAsync()).ShouldBe((8, false, $"2 pipelines are not known: each is larger than {Limit}"));
    }

    [Fact]
    public async Task Request_FirstTooLargeAlone_EndsAfterAFew()
    {
        _tooLarge.UnionWith(Enumerable.Range(0, 300));

        (await RequestAsync()).ShouldBe((0, false, $"only 0 pipelines are known: others are too large for {Limit}"));

        _asked.Count(asked => asked.Limit == 1).ShouldBe(3);
    }

    [Fact]
    public async Task Request_ManyTooLargeAlone_EndsAfterALimitOfCalls()
    {
        _tooLarge.UnionWith(Enumerable.Range(1, 299));

        (await RequestAsync()).ShouldBe((1, false, $"only 1 pipeline is known: others are too large for {Limit}"));

        _asked.Count.ShouldBe(PipelineRequests.MaxCalls);
    }

    [Fact]
    public async Task Request_SmallPagesOfALongList_EndsAfterALimitOfCalls_AndBlamesNoSize()
    {
        _count = 1000;
        _pageOfDaemon = 10;

        (await RequestAsync()).ShouldBe((640, false, $"only 640 pipelines are known: the list is not read further than {PipelineRequests.MaxCalls} pages"));
    }

    [Fact]
    public async Task Request_SamePageForEver_Ends()
    {
        var list = await _requests.RequestAsync((_, _) => Task.FromResult(Answer([new Pipeline { Id = "a" }], total: 3)));

        list.ShouldNotBeNull().ById.Keys.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Request_AnotherFailure_IsNoList()
    {
        var failed = new CallResult<ListPipelinesResponse>(null, new CallFailure(FailureKind.Answered, "no", StatusCode.Internal), _time.GetUtcNow());

        (await _requests.RequestAsync((_, _) => Task.FromResult(failed))).ShouldBeNull();
    }

    private async Task<(int Count, bool IsComplete, string? Lacks)> RequestAsync()
    {
        var list = (await _requests.RequestAsync(PageAsync)).ShouldNotBeNull();
        return (list.ById.Count, list.IsComplete, list.Lacks);
    }

    private Task<CallResult<ListPipelinesResponse>> PageAsync(int limit, int offset)
    {
        _asked.Add((limit, offset));
        var page = Enumerable.Range(0, _count).Skip(offset).Take(Math.Min(limit, _pageOfDaemon)).ToList();
        var tooLarge = new CallFailure(FailureKind.Answered, "too large", StatusCode.ResourceExhausted) { IsTooLarge = true };
        return Task.FromResult(page.Count > _most || page.Exists(_tooLarge.Contains)
            ? new CallResult<ListPipelinesResponse>(null, tooLarge, _time.GetUtcNow())
            : Answer(page.Select(i => new Pipeline { Id = $"p{i}" }), _count));
    }

    private CallResult<ListPipelinesResponse> Answer(IEnumerable<Pipeline> pipelines, int total) =>
        new(new ListPipelinesResponse { Pipelines = { pipelines }, Total = total }, null, _time.GetUtcNow());
}
