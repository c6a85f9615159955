using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;

namespace FlextMonitor.Client.Http;

/// <summary>What the hub keeps: runs, figures, acknowledgements and silences.</summary>
internal sealed class HubRecords(HubHttp http)
{
    private static readonly JsonTypeInfo<ExecutionData> ExecutionType = (JsonTypeInfo<ExecutionData>)WireOptions().GetTypeInfo(typeof(ExecutionData));

    public async IAsyncEnumerable<RecordedRun> SearchRunsAsync(RunQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await http.GetAsync("SearchRuns", PathOf(query, after), HttpJson.Default.RunsPage, cancellationToken).ConfigureAwait(false);
            foreach (var run in page.Runs)
            {
                yield return RunOf(run);
            }

            after = page.Next;
        }
        while (after is not null);
    }

    public async Task<SourceHistory> GetHistoryAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        var path = new QueryText(Relative(Routes.History)).Add("source", query.Source).Add("from", query.From).Add("to", query.To).Add("points", query.Points)
            .Add("figures", query.Figures.Count == 0 ? null : string.Join(',', query.Figures));
        return SourceHistory.Of(await http.GetAsync("GetHistory", path.ToString(), HttpJson.Default.HistoryBody, cancellationToken).ConfigureAwait(false));
    }

    public Task AcknowledgeAsync(string problemId, TimeSpan duration, string? note, CancellationToken cancellationToken)
    {
        if (duration <= TimeSpan.Zero || duration.Ticks % TimeSpan.TicksPerHour != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "It must be whole hours: the hub takes 1, 4, 8 or 24.");
        }

        return http.PostAsync("Acknowledge", AcknowledgementOf(problemId), new AcknowledgeBody((int)duration.TotalHours, note), HttpJson.Default.AcknowledgeBody, cancellationToken);
    }

    public Task TakeBackAcknowledgementAsync(string problemId, CancellationToken cancellationToken) => http.DeleteAsync("TakeBackAcknowledgement", AcknowledgementOf(problemId), cancellationToken);

    public Task<Silence> SilenceAsync(Silence silence, CancellationToken cancellationToken) =>
        http.PostAsync("Silence", Relative(Routes.AlertSilences), silence with { Id = null }, HttpJson.Default.Silence, HttpJson.Default.Silence, cancellationToken);

    public Task EndSilenceAsync(string id, CancellationToken cancellationToken) => http.DeleteAsync("EndSilence", $"{Relative(Routes.AlertSilences)}/{Uri.EscapeDataString(id)}", cancellationToken);

    private static string AcknowledgementOf(string problemId) => $"{Relative(Routes.Problems)}/{Uri.EscapeDataString(problemId)}/acknowledge";

    // A proxy may serve the hub below a path.
    private static string Relative(string route) => route.TrimStart('/');

    private static string PathOf(RunQuery query, string? after) => new QueryText(Relative(Routes.Runs))
        .Add("source", query.Sources)
        .Add("pipeline", query.Pipeline)
        .Add("status", query.Statuses.Select(status => JsonNamingPolicy.CamelCase.ConvertName(status.ToString())))
        .Add("text", query.Text)
        .Add("from", query.From)
        .Add("to", query.To)
        .Add("minSeconds", query.MinimumDuration?.TotalSeconds)
        .Add("limit", query.PageSize)
        .Add("after", after)
        .ToString();

    private static RecordedRun RunOf(JsonElement run)
    {
        try
        {
            return new RecordedRun(run.Deserialize(ExecutionType) ?? throw new JsonException("it is null"), IsSet(run, "endUnseen"), IsSet(run, "firstSeenLate"));
        }
        catch (JsonException exception)
        {
            throw new MonitorCallException($"A run of the hub's answer cannot be read: {exception.Message}", exception);
        }
    }

    private static bool IsSet(JsonElement run, string flag) => run.TryGetProperty(flag, out var value) && value.ValueKind == JsonValueKind.True;

    private static JsonSerializerOptions WireOptions()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = WireFormat.JsonTypes };
        WireFormat.ConfigureJson(options);
        return options;
    }
}
