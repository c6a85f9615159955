using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Mapping;

public sealed class PipelinePagesTests
{
    private readonly PipelinePages _pages = new("default", DaemonMessages.Start);

    [Fact]
    public void Add_SamePageRepeatedly_RequestsNoMore()
    {
        Pipeline[] page = [new() { Id = "a", Name = "A" }, new() { Id = "b", Name = "" }];

        _pages.Add(page).ShouldBeTrue();
        _pages.Add(page).ShouldBeFalse();

        _pages.ById.Values.Select(pipeline => (pipeline.Id, pipeline.Name)).ShouldBe([("a", "A"), ("b", "b")]);
    }

    [Fact]
    public void Add_MoreThanTheLimit_StopsThere()
    {
        var wantsMore = _pages.Add(Enumerable.Range(0, TextLimits.Pipelines + 10).Select(i => new Pipeline { Id = $"{i}", Name = $"P{i}" }));

        wantsMore.ShouldBeFalse();
        _pages.ById.Count.ShouldBe(TextLimits.Pipelines);
    }

    [Fact]
    public void Add_IdTwice_KeepsTheFirst()
    {
        _pages.Add([new() { Id = "a", Name = "first" }, new() { Id = "a", Name = "second" }]);

        _pages.ById["a"].Name.ShouldBe("first");
    }

    [Fact]
    public void Add_NoId_IsLeftOut()
    {
        _pages.Add([new() { Id = "", Name = "nameless" }]);

        _pages.ById.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0 2 * * *", "0 2 * * *")]
    [InlineData("", null)]
    [InlineData("@daily\u0007", "@daily")]
    public void Add_Schedule_IsCleaned(string sent, string? schedule)
    {
        _pages.Add([new() { Id = "a", Schedule = sent, IsActive = true }]);

        _pages.ById["a"].Schedule.ShouldBe(schedule);
        _pages.ById["a"].IsActive.ShouldBeTrue();
    }
}
