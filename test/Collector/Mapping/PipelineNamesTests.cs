using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Mapping;

public sealed class PipelineNamesTests
{
    [Fact]
    public void Add_OnePageForEver_WantsNoMore()
    {
        var names = new PipelineNames();
        Pipeline[] page = [new() { Id = "a", Name = "A" }, new() { Id = "b", Name = "" }];

        names.Add(page).ShouldBeTrue();
        names.Add(page).ShouldBeFalse();

        names.ById.ShouldHaveSingleItem().ShouldBe(new("a", "A"));
    }

    [Fact]
    public void Add_MoreThanTheLimit_StopsThere()
    {
        var names = new PipelineNames();

        var wantsMore = names.Add(Enumerable.Range(0, TextLimits.Pipelines + 10).Select(i => new Pipeline { Id = $"{i}", Name = $"P{i}" }));

        wantsMore.ShouldBeFalse();
        names.ById.Count.ShouldBe(TextLimits.Pipelines);
    }

    [Fact]
    public void Add_IdTwice_KeepsTheFirstName()
    {
        var names = new PipelineNames();

        names.Add([new() { Id = "a", Name = "first" }, new() { Id = "a", Name = "second" }]);

        names.ById["a"].ShouldBe("first");
    }
}
