using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;

namespace FlextMonitor.Collector.Tests.Sources;

public sealed class PipelineListingTests
{
    private readonly PipelineListing _listing = new([]);

    [Fact]
    public void TakeChanges_CompleteListLacksAPipeline_RemovesItAtOnce()
    {
        Apply(isComplete: true, "a", "b").ShouldBe(["PipelineDefinition a", "PipelineDefinition b"]);

        Apply(isComplete: true, "a").ShouldBe(["PipelineDefinitionRemoved b"]);
    }

    [Fact]
    public void TakeChanges_IncompleteListLacksAPipelineOnce_KeepsIt()
    {
        Apply(isComplete: true, "a", "b");

        Apply(isComplete: false, "a").ShouldBeEmpty();
        _listing.NameOf("b").ShouldBe("Pipeline b");
        Apply(isComplete: true, "a", "b").ShouldBeEmpty();
    }

    [Fact]
    public void TakeChanges_TwoIncompleteListsInARowLackAPipeline_RemovesIt()
    {
        Apply(isComplete: true, "a", "b");

        Apply(isComplete: false, "a").ShouldBeEmpty();
        Apply(isComplete: false, "a").ShouldBe(["PipelineDefinitionRemoved b"]);
    }

    [Fact]
    public void TakeChanges_ListsLackWhatIsTooLarge_KeepIt()
    {
        Apply(isComplete: true, "a", "b");
        var lacking = new PipelineList(DaemonMessages.Pipelines(("a", "Pipeline a")), IsComplete: false, "1 pipeline is not known");

        Apply(lacking).ShouldBeEmpty();
        Apply(lacking).ShouldBeEmpty();

        (_listing.NameOf("b"), _listing.Notice).ShouldBe(("Pipeline b", "1 pipeline is not known"));
        Apply(isComplete: true, "a").ShouldBe(["PipelineDefinitionRemoved b"]);
        _listing.Notice.ShouldBeNull();
    }

    [Fact]
    public void TakeChanges_NoListSince_IsEmpty()
    {
        Apply(isComplete: true, "a");

        _listing.TakeChanges(DaemonMessages.Start).ShouldBeEmpty();
    }

    private List<string> Apply(bool isComplete, params string[] ids)
    {
        return Apply(new PipelineList(DaemonMessages.Pipelines([.. ids.Select(id => (id, $"Pipeline {id}"))]), isComplete));
    }

    private List<string> Apply(PipelineList list)
    {
        _listing.Apply(list);
        return [.. _listing.TakeChanges(DaemonMessages.Start).Select(message => $"{message.GetType().Name} {message.Key.Id}")];
    }
}
