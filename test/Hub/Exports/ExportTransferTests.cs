using System.Net;
using System.Runtime.CompilerServices;
using FlextMonitor.Hub.Exports;
using FlextMonitor.Hub.Exports.Api;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Reports;
using FlextMonitor.Hub.Exports.Tables;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>What a transfer is worth: one that arrives is whole, one that fails is broken, and one that nobody reads ends.</summary>
public sealed class ExportTransferTests : ExportsApi
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Json)]
    [InlineData(ExportFormat.NdJson)]
    [InlineData(ExportFormat.Xlsx)]
    internal async Task Export_ThatFailsOnTheWay_BreaksTheTransfer(ExportFormat format)
    {
        using var client = new HttpClient();
        using var request = RequestTo($"/test/{format}/broken");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled).DefaultTimeout();

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<HttpRequestException>(answer.Content.ReadAsByteArrayAsync(Cancelled).DefaultTimeout());
    }

    [Fact]
    public async Task Export_ThatFailsBeforeItBegins_HasAnAnswer()
    {
        var (answer, _) = await FetchAsync("/test/Csv/refused");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentDisposition.ShouldBeNull();
    }

    [Fact]
    public async Task Report_ThatTakesLong_BeginsAtOnce_AndComesWhole()
    {
        using var client = new HttpClient();
        using var request = RequestTo("/report/held");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled).DefaultTimeout();

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        _release.SetResult();

        (await answer.Content.ReadAsStringAsync(Cancelled).DefaultTimeout()).ShouldBe("a report");
    }

    [Fact]
    public async Task Report_ThatFailsLate_BreaksTheTransfer()
    {
        using var client = new HttpClient();
        using var request = RequestTo("/report/late");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled).DefaultTimeout();
        _release.SetResult();

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<HttpRequestException>(answer.Content.ReadAsByteArrayAsync(Cancelled).DefaultTimeout());
    }

    [Fact]
    public async Task Report_ThatFailsAtOnce_HasAnAnswer()
    {
        var (answer, _) = await FetchAsync("/report/refused");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentDisposition.ShouldBeNull();
    }

    [Fact]
    public async Task Export_ThatNobodyReadsAnyMore_EndsWithinASecond_AndItsPlaceIsFreeAgain()
    {
        // By default the client reads for up to two more seconds, so that it can use the connection again.
        using var client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero });
        using var request = RequestTo("/test/Csv/endless");
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled).DefaultTimeout();
        await _begun.Task.DefaultTimeout();
        var next = Services.GetRequiredService<ExportPlaces>().TakeAsync("ada", Cancelled);
        next.IsCompleted.ShouldBeFalse();

        var left = TimeProvider.System.GetTimestamp();
        answer.Dispose();

        await _ended.Task.DefaultTimeout();
        TimeProvider.System.GetElapsedTime(left).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        (await next.DefaultTimeout()).ShouldNotBeNull().Dispose();
    }

    [Fact]
    public async Task Export_WhileTenWait_IsRefused_WithATimeToComeBack()
    {
        using var client = new HttpClient();
        using var first = RequestTo("/test/Csv/held");
        var held = client.SendAsync(first, Cancelled);
        await _begun.Task.DefaultTimeout();
        var places = Services.GetRequiredService<ExportPlaces>();
        var waiting = Enumerable.Range(0, ExportPlaces.MostWaiting).Select(_ => places.TakeAsync("ada", Cancelled)).ToList();

        var (refused, _) = await FetchAsync("/test/Csv/endless");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        _release.SetResult();
        (await held.DefaultTimeout()).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var next in waiting)
        {
            (await next.DefaultTimeout()).ShouldNotBeNull().Dispose();
        }
    }

    protected override void Replace(IServiceCollection services) => services.AddSingleton<Action<WebApplication>>(application =>
    {
        application.MapGet("/test/{format}/{how}", (ExportFormat format, string how) => Sent(new TableContent(Table(how), format, new ExportStyle(TimeZoneInfo.Utc, ',', HasByteOrderMark: false))));
        application.MapGet("/report/{how}", (string how) => Sent(new ReportContent("report", "", (target, cancelled) => BuildAsync(how, target, cancelled))));
    });

    private static ExportResult Sent(IExportContent content) => new(content, _ => TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable));

    private async Task<long> BuildAsync(string how, Stream target, CancellationToken cancellationToken)
    {
        if (how != "refused")
        {
            await _release.Task.WaitAsync(cancellationToken);
        }

        if (how != "held")
        {
            throw new InvalidOperationException("The store is away.");
        }

        await target.WriteAsync("a report"u8.ToArray(), cancellationToken);
        return 1;
    }

    private ExportTable<ExportCell[]> Table(string how) => new()
    {
        Name = "things",
        Title = "Things",
        Scope = "",
        Cells = [new("text", "Text", ExportKind.Text, row => row[0])],
        Pages = cancelled => PagesAsync(how, cancelled),
        Facts = () => [],
    };

    private async IAsyncEnumerable<IEnumerable<ExportCell[]>> PagesAsync(string how, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // More than any buffer on the way holds.
        var page = Enumerable.Range(0, 5_000).Select(number => new[] { ExportCell.Of($"{number} {Guid.NewGuid()}") });
        if (how == "refused")
        {
            throw new InvalidOperationException("The store is away.");
        }

        try
        {
            _begun.TrySetResult();
            yield return page;
            if (how == "held")
            {
                await _release.Task.WaitAsync(cancellationToken);
            }

            for (var number = 0; number < (how == "broken" ? 20 : int.MaxValue) && how != "held"; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return page;
            }

            if (how == "broken")
            {
                throw new InvalidOperationException("The store is away.");
            }
        }
        finally
        {
            _ended.TrySetResult();
        }
    }
}
