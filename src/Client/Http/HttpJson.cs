using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlextMonitor.Client.Http;

/// <summary>The bodies of the HTTP interface. What has no value is left out: the hub refuses fields that a request does not have, also if they are null.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LoginBody))]
[JsonSerializable(typeof(RefreshBody))]
[JsonSerializable(typeof(IssuedTokens))]
[JsonSerializable(typeof(ProblemDetailsBody))]
[JsonSerializable(typeof(RunsPage))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(AcknowledgeBody))]
[JsonSerializable(typeof(Silence))]
internal sealed partial class HttpJson : JsonSerializerContext;

internal sealed record LoginBody(string Email, string Password);

internal sealed record RefreshBody(string RefreshToken);

internal sealed record IssuedTokens(string AccessToken, int ExpiresIn, string RefreshToken);

/// <summary>The answer to a call that failed (RFC 9457).</summary>
internal sealed record ProblemDetailsBody(string? Title = null, string? Detail = null, string? Code = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null)
{
    /// <summary>What the hub says: of single fields, if it names them.</summary>
    [JsonIgnore]
    public string? Sentence => Errors is { Count: > 0 } errors ? string.Join(' ', errors.Values.SelectMany(messages => messages)) : Detail ?? Title;
}

internal sealed record RunsPage(IReadOnlyList<JsonElement> Runs, string? Next = null);

internal sealed record AcknowledgeBody(int Hours, string? Note);

internal sealed record HistoryBody(
    string Source,
    DateTimeOffset From,
    DateTimeOffset To,
    double StepSeconds,
    IReadOnlyList<long> At,
    IReadOnlyDictionary<string, FigureColumns> Figures,
    IReadOnlyList<double?> LiveSeconds,
    IReadOnlyList<double?> DegradedSeconds,
    IReadOnlyList<double?> DownSeconds,
    IReadOnlyList<double?> UnseenSeconds,
    double? SeenPercent = null,
    DateTimeOffset? TruncatedBefore = null);

internal sealed record FigureColumns(
    IReadOnlyList<double?>? Mean = null, IReadOnlyList<double?>? Min = null, IReadOnlyList<double?>? Max = null, IReadOnlyList<double?>? Increase = null);
