using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Daemon.Tests.Service;

public sealed class ExecutionTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;
    private const string OnDemand = "tap-hubspot-to-target-postgres";

    [Fact]
    public async Task ListExecutions_WithoutWishes_IsAllNewestFirst()
    {
        await using var daemon = await TestDaemon.StartAsync();
        daemon.Pass(TimeSpan.FromMinutes(2));

        var all = await ListAsync(daemon, new ListExecutionsRequest { Limit = -1 });

        all.Executions.Count.ShouldBe(all.Total);
        all.Executions.Select(run => run.StartedAt.ToDateTimeOffset()).ShouldBeInOrder(SortDirection.Descending);
        foreach (var run in all.Executions)
        {
            run.Metadata["sample"].ShouldBe("true");
            (run.FinishedAt is null).ShouldBe(run.Status is Status.Running or Status.Pending);
            (run.ErrorMessage.Length > 0).ShouldBe(run.Status == Status.Failed);
            run.DurationSeconds.ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    [Fact]
    public async Task ListExecutions_Filters_AreHonoured()
    {
        await using var daemon = await TestDaemon.StartAsync();
        daemon.Pass(TimeSpan.FromMinutes(3));
        var all = (await ListAsync(daemon, new ListExecutionsRequest())).Executions;
        var middle = all[all.Count / 2].StartedAt;

        var failed = await ListAsync(daemon, new ListExecutionsRequest { Status = Status.Failed });
        var early = await ListAsync(daemon, new ListExecutionsRequest { EndDate = middle });
        var late = await ListAsync(daemon, new ListExecutionsRequest { StartDate = middle, Limit = 2, Offset = 1 });
        var github = await ListAsync(daemon, new ListExecutionsRequest { PipelineId = "tap-github-to-target-jsonl" });

        failed.Executions.ShouldBe(all.Where(run => run.Status == Status.Failed));
        failed.Total.ShouldBeGreaterThan(0);
        early.Executions.ShouldBe(all.Where(run => run.StartedAt <= middle));
        late.Executions.Count.ShouldBe(2);
        late.Executions[0].Id.ShouldBe(all[1].Id);
        (late.Total, late.Limit, late.Offset).ShouldBe((all.Count(run => run.StartedAt >= middle), 2, 1));
        github.Executions.ShouldBe(all.Where(run => run.PipelineId == "tap-github-to-target-jsonl"));
    }

    [Fact]
    public async Task ListExecutions_WhatCannotBeMeant_NamesWhatIsAllowed()
    {
        await using var daemon = await TestDaemon.StartAsync();

        await daemon.Client.ListExecutionsAsync(new ListExecutionsRequest { Status = (Status)9 }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.InvalidArgument, "status is 9; it may be 0 (any), 1 (pending)");
        await daemon.Client.ListExecutionsAsync(new ListExecutionsRequest { Offset = -3 }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.InvalidArgument, "offset is -3");
        await daemon.Client.ListExecutionsAsync(new ListExecutionsRequest { StartDate = new Timestamp { Seconds = long.MaxValue } }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.InvalidArgument, "start_date is no moment");
        await daemon.Client.ListExecutionsAsync(new ListExecutionsRequest { StartDate = new Timestamp { Seconds = 2 }, EndDate = new Timestamp { Seconds = 1 } }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.InvalidArgument, "is after end_date");
    }

    [Fact]
    public async Task GetExecution_Known_IsAsInTheList()
    {
        await using var daemon = await TestDaemon.StartAsync();
        daemon.Pass(TimeSpan.FromSeconds(15));

        foreach (var run in (await ListAsync(daemon, new ListExecutionsRequest())).Executions.Where(run => run.FinishedAt is not null))
        {
            (await GetAsync(daemon, run.Id)).ShouldBe(run);
        }
    }

    [Fact]
    public async Task GetExecution_UnknownOrEmpty_IsRefused()
    {
        await using var daemon = await TestDaemon.StartAsync();

        await daemon.Client.GetExecutionAsync(new GetExecutionRequest { Id = "nope" }, cancellationToken: Ended).ShouldBeRefusedAsync(StatusCode.NotFound, "there is no execution 'nope'");
        await daemon.Client.GetExecutionAsync(new GetExecutionRequest(), cancellationToken: Ended).ShouldBeRefusedAsync(StatusCode.InvalidArgument, "id is required");
    }

    [Fact]
    public async Task GetExecution_EndlessId_IsRefusedWithoutRepeatingIt()
    {
        await using var daemon = await TestDaemon.StartAsync();

        await daemon.Client.GetExecutionAsync(new GetExecutionRequest { Id = new string('x', 1_000_000) }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.InvalidArgument, "id has 1000000 characters; it may have up to 200");
    }

    [Fact]
    public async Task RunPipeline_Idle_StartsARunThatGoesOn()
    {
        await using var daemon = await TestDaemon.StartAsync();

        var started = await RunAsync(daemon, OnDemand, fullRefresh: true);
        started.Status.ShouldBe(Status.Pending);
        started.TriggeredBy.ShouldBe("api");
        started.Metadata["full_refresh"].ShouldBe("true");
        started.Metadata["sample"].ShouldBe("true");
        daemon.Pass(TimeSpan.FromSeconds(10));

        var running = await GetAsync(daemon, started.Id);
        running.Status.ShouldBe(Status.Running);
        running.DurationSeconds.ShouldBeGreaterThanOrEqualTo(9);
        running.RecordsProcessed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task RunPipeline_Impossible_IsRefusedWithTheReason()
    {
        await using var daemon = await TestDaemon.StartAsync();
        var started = await RunAsync(daemon, OnDemand);

        await daemon.Client.RunPipelineAsync(new RunPipelineRequest { PipelineId = OnDemand }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.FailedPrecondition, $"is running already, as {started.Id}");
        await daemon.Client.RunPipelineAsync(new RunPipelineRequest { PipelineId = "nope" }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.NotFound, "there is no pipeline 'nope'");
        await daemon.Client.RunPipelineAsync(new RunPipelineRequest(), cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.InvalidArgument, "pipeline_id is required");
        await daemon.Client.RunPipelineAsync(new RunPipelineRequest { PipelineId = OnDemand, EnvVars = { ["A"] = "b" } }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.Unimplemented, "take no env_vars");
    }

    [Fact]
    public async Task CancelExecution_StuckRun_EndsIt()
    {
        await using var daemon = await TestDaemon.StartAsync();
        daemon.Pass(TimeSpan.FromMinutes(2));
        var stuck = (await ListAsync(daemon, new ListExecutionsRequest { PipelineId = "tap-salesforce-to-target-redshift" })).Executions.Single();
        stuck.Status.ShouldBe(Status.Running);

        await CancelAsync(daemon, stuck.Id);

        var ended = await GetAsync(daemon, stuck.Id);
        ended.Status.ShouldBe(Status.Cancelled);
        ended.FinishedAt.ShouldNotBeNull();
        await daemon.Client.CancelExecutionAsync(new CancelExecutionRequest { Id = stuck.Id }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.FailedPrecondition, "has ended already: cancelled");
    }

    [Fact]
    public async Task CancelExecution_Unknown_IsNotFound()
    {
        await using var daemon = await TestDaemon.StartAsync();

        await daemon.Client.CancelExecutionAsync(new CancelExecutionRequest { Id = "nope" }, cancellationToken: Ended).ShouldBeRefusedAsync(StatusCode.NotFound, "nope");
    }

    private static Task<ListExecutionsResponse> ListAsync(TestDaemon daemon, ListExecutionsRequest request) =>
        daemon.Client.ListExecutionsAsync(request, cancellationToken: Ended).ResponseAsync.DefaultTimeout();

    private static Task<Execution> GetAsync(TestDaemon daemon, string id) =>
        daemon.Client.GetExecutionAsync(new GetExecutionRequest { Id = id }, cancellationToken: Ended).ResponseAsync.DefaultTimeout();

    private static Task<Execution> RunAsync(TestDaemon daemon, string pipeline, bool fullRefresh = false) =>
        daemon.Client.RunPipelineAsync(new RunPipelineRequest { PipelineId = pipeline, FullRefresh = fullRefresh }, cancellationToken: Ended).ResponseAsync.DefaultTimeout();

    private static Task<Empty> CancelAsync(TestDaemon daemon, string id) =>
        daemon.Client.CancelExecutionAsync(new CancelExecutionRequest { Id = id }, cancellationToken: Ended).ResponseAsync.DefaultTimeout();
}
