using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Daemon.Tests.Service;

public sealed class PipelineTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListPipelines_WithoutWishes_IsAllByName()
    {
        await using var daemon = await TestDaemon.StartAsync();
        daemon.Pass(TimeSpan.FromSeconds(15));

        var all = await ListAsync(daemon, new ListPipelinesRequest());

        all.Total.ShouldBe(8);
        all.Pipelines.Select(pipeline => pipeline.Name).ShouldBeInOrder();
        all.Pipelines.ShouldAllBe(pipeline => pipeline.Config.Fields["sample"].BoolValue && pipeline.Description.StartsWith("Sample:"));
        var payments = all.Pipelines.Single(pipeline => pipeline.Id == "tap-stripe-to-target-postgres");
        payments.Extractor.ShouldBe("tap-stripe");
        payments.Loader.ShouldBe("target-postgres");
        payments.Schedule.ShouldBe("@every 45s");
        payments.IsActive.ShouldBeTrue();
        payments.LastStatus.ShouldBe(FlextMonitor.Proto.Status.Failed);
        payments.LastRun.ShouldNotBeNull();
        var onDemand = all.Pipelines.Single(pipeline => !pipeline.IsActive);
        onDemand.Schedule.ShouldBeEmpty();
        onDemand.LastStatus.ShouldBe(FlextMonitor.Proto.Status.Success);
        onDemand.LastRun.ToDateTimeOffset().ShouldBeLessThan(daemon.Time.GetUtcNow() - TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task ListPipelines_PageFilterAndOrder_AreHonoured()
    {
        await using var daemon = await TestDaemon.StartAsync();

        var page = await ListAsync(daemon, new ListPipelinesRequest { Filter = "BIGQUERY", SortBy = "id", Descending = true, Limit = 1, Offset = 1 });

        page.Pipelines.Single().Id.ShouldBe("tap-google-analytics-to-target-bigquery");
        (page.Total, page.Limit, page.Offset).ShouldBe((2, 1, 1));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("id")]
    [InlineData("created_at")]
    [InlineData("last_run")]
    [InlineData("last_status")]
    public async Task ListPipelines_EachOrder_IsTaken(string sortBy)
    {
        await using var daemon = await TestDaemon.StartAsync();

        (await ListAsync(daemon, new ListPipelinesRequest { SortBy = sortBy })).Pipelines.Count.ShouldBe(8);
    }

    [Fact]
    public async Task ListPipelines_WhatCannotBeMeant_NamesWhatIsAllowed()
    {
        await using var daemon = await TestDaemon.StartAsync();

        await daemon.Client.ListPipelinesAsync(new ListPipelinesRequest { SortBy = "colour" }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.InvalidArgument, "sort_by is 'colour'; it may be name, id, created_at, last_run, last_status");
        await daemon.Client.ListPipelinesAsync(new ListPipelinesRequest { Offset = -1 }, cancellationToken: Ended)
            .ShouldBeRefusedAsync(StatusCode.InvalidArgument, "offset is -1; it may be 0 or more");
    }

    private static Task<ListPipelinesResponse> ListAsync(TestDaemon daemon, ListPipelinesRequest request) =>
        daemon.Client.ListPipelinesAsync(request, cancellationToken: Ended).ResponseAsync.DefaultTimeout();
}
