namespace FlextMonitor.Contracts.Tests;

public sealed class ExecutionOrderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void NewestFirst_MixedStarts_PutsMissingLastAndBreaksTiesById()
    {
        ExecutionData[] executions = [At("b", Noon), At("missing-2", null), At("late", Noon.AddHours(1)), At("a", Noon), At("missing-1", null)];

        executions.Order(ExecutionOrder.NewestFirst).Select(execution => execution.Id)
            .ShouldBe(["late", "a", "b", "missing-1", "missing-2"]);
    }

    private static ExecutionData At(string id, DateTimeOffset? startedAt) => ((ExecutionData)Samples.All["ExecutionData"]) with { Id = id, StartedAt = startedAt };
}
