using FlextMonitor.Collector.Logs;

namespace FlextMonitor.Collector.Tests.Logs;

public sealed class SentLinesTests
{
    [Fact]
    public void Distinctive_LinesOfOneTimeOrNone_IsNull()
    {
        var sent = Sent([.. LogLines.Marks("ab"), LogLines.Mark('a', 1), LogLines.Mark('a', 1)]);

        sent.Distinctive().ShouldBeNull();
        sent.Last.Count.ShouldBe(4);
    }

    [Fact]
    public void Distinctive_EqualTextsOfDifferentTimes_IsAFewOfThem() =>
        Sent(Enumerable.Range(0, 500).Select(second => LogLines.Mark('a', second))).Distinctive()!.Count.ShouldBe(32);

    [Fact]
    public void Distinctive_ManyLinesOfOneTime_ReachesBackToAnotherTime() =>
        Sent(Enumerable.Range(0, 500).Select(line => LogLines.Mark('a', line < 100 ? 1 : 2))).Distinctive()!.Count.ShouldBe(401);

    [Fact]
    public void Add_ManyLines_KeepsTheLastAndCountsAll()
    {
        var sent = Sent(Enumerable.Range(0, 5000).Select(second => LogLines.Mark('a', second)));

        sent.Last.Count.ShouldBe(SentLines.MostKept);
        sent.Last[^1].ShouldBe(LogLines.Mark('a', 4999));
        sent.Position.ShouldBe(5000);
    }

    private static SentLines Sent(IEnumerable<LineMark> lines)
    {
        var sent = new SentLines(0);
        foreach (var line in lines)
        {
            sent.Add(line);
        }

        return sent;
    }
}
