using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Proto;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Lists of 50 executions, of which an answer holds only so many.</summary>
public sealed class ExecutionPagesTests
{
    private const string Limit = "the 4,194,304 bytes that Daemons:0:MaxMessageBytes allows";

    private readonly FakeTimeProvider _time = new();
    private readonly List<(int Limit, int Offset)> _asked = [];
    private readonly ExecutionPages _pages;
    private readonly HashSet<int> _tooLarge = [];
    private List<Execution> _runs = [.. DaemonMessages.Executions(50)];
    private int _most = 50;
    private int _failsAt;

    public ExecutionPagesTests() => _pages = new ExecutionPages(new DaemonOptions { Address = "http://localhost:1" }, _time);

    [Fact]
    public async Task Request_AnswerFits_IsOneCall()
    {
        (await RequestAsync()).ShouldBe((50, null, null));

        _asked.ShouldBe([(50, 0)]);
    }

    [Fact]
    public async Task Request_AnswerTooLarge_IsReadInPagesOfASizeThatIsKept()
    {
        _most = 20;

        (await RequestAsync()).ShouldBe((50, null, null));
        _asked.ShouldBe([(50, 0), (25, 0), (12, 0), (12, 12), (12, 24), (12, 36), (2, 48)]);

        _asked.Clear();
        await RequestAsync();
        _asked[0].ShouldBe((12, 0));
    }

    [Fact]
    public async Task Request_AfterAMinute_TriesALargerPage()
    {
        _most = 20;
        await RequestAsync();
        _most = 50;
        _asked.Clear();

        _time.Advance(TimeSpan.FromMinutes(1));
        await RequestAsync();
        await RequestAsync();
        await RequestAsync();

        _asked.ShouldBe([(24, 0), (24, 24), (2, 48), (48, 0), (2, 48), (50, 0)]);
    }

    [Fact]
    public async Task Request_FewerThanRequested_EndsWithThem()
    {
        _runs = [.. _runs.Take(14)];
        _most = 12;

        (await RequestAsync()).ShouldBe((14, null, null));
    }

    [Fact]
    public async Task Request_OneTooLargeAlone_IsLeftOut()
    {
        _runs = [.. _runs.Take(6)];
        _tooLarge.Add(2);

        (await RequestAsync()).ShouldBe((5, $"1 execution is not shown: it is larger than {Limit}", null));
    }

    [Fact]
    public async Task Request_AllTooLargeAlone_FailsAfterAFew()
    {
        _tooLarge.UnionWith(Enumerable.Range(0, 50));

        (await RequestAsync()).ShouldBe((0, null, "too large"));
        _asked.Clear();
        await RequestAsync();

        _asked.ShouldBe([(1, 0), (1, 1), (1, 2)]);
    }

    [Fact]
    public async Task Request_AfterOneThatCouldNotBeRead_GrowsUntilAPageIsTooLarge()
    {
        _tooLarge.UnionWith(Enumerable.Range(0, 50));
        await RequestAsync();
        _tooLarge.Clear();
        _most = 20;
        _asked.Clear();

        (await RequestAsync()).ShouldBe((50, null, null));

        _asked.ShouldBe([(1, 0), (2, 1), (4, 3), (8, 7), (16, 15), (19, 31)]);
        _asked.Clear();
        await RequestAsync();
        _asked[0].ShouldBe((19, 0));
    }

    [Fact]
    public async Task Request_AnotherFailureAfterATooLargePage_GoesOnFromThatPage()
    {
        _most = 20;
        _failsAt = 2;
        await RequestAsync();
        _asked.Clear();

        (await RequestAsync()).ShouldBe((50, null, null));

        _asked[0].ShouldBe((25, 0));
    }

    [Fact]
    public async Task Request_ManyTooLargeAlone_EndsAfterALimitOfCalls()
    {
        _tooLarge.UnionWith(Enumerable.Range(3, 47));

        var (count, lacks, _) = await RequestAsync();

        _asked.Count.ShouldBe(ExecutionPages.MaxCalls);
        count.ShouldBe(3);
        lacks.ShouldBe($"only 3 of 50 executions are shown: the others are too large for {Limit}");
    }

    [Fact]
    public async Task Request_AnotherFailure_IsPassedOn()
    {
        var failed = new CallResult<ListExecutionsResponse>(null, new CallFailure(FailureKind.Answered, "no", StatusCode.Internal), _time.GetUtcNow());

        var result = await _pages.RequestAsync((_, _) => Task.FromResult(failed));

        result.ShouldBe(new ExecutionPagesResult(failed, null));
    }

    private async Task<(int Count, string? Lacks, string? Failure)> RequestAsync()
    {
        var result = await _pages.RequestAsync(PageAsync);
        return (result.Call.Answer?.Executions.Count ?? 0, result.Lacks, result.Call.Failure?.Text);
    }

    private Task<CallResult<ListExecutionsResponse>> PageAsync(int limit, int offset)
    {
        _asked.Add((limit, offset));
        if (_asked.Count == _failsAt)
        {
            _failsAt = 0;
            return Task.FromResult(new CallResult<ListExecutionsResponse>(null, new CallFailure(FailureKind.Unavailable, "away", StatusCode.Unavailable), _time.GetUtcNow()));
        }

        var isTooLarge = limit > _most || Enumerable.Range(offset, limit).Any(_tooLarge.Contains);
        return Task.FromResult(isTooLarge
            ? new CallResult<ListExecutionsResponse>(null, new CallFailure(FailureKind.Answered, "too large", StatusCode.ResourceExhausted) { IsTooLarge = true }, _time.GetUtcNow())
            : new CallResult<ListExecutionsResponse>(DaemonMessages.List(_runs.Skip(offset).Take(limit)), null, _time.GetUtcNow()));
    }
}
