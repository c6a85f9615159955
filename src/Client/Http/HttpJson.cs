using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlextMonitor.Client.Http;

/// <summary>The bodies of the HTTP interface.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
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
internal sealed record ProblemDetailsBody(string? Title, string? Detail, string? Code);

internal sealed record RunsPage(IReadOnlyList<JsonElement> Runs, string? Next);

internal sealed record AcknowledgeBody(double Hours, string? Note);

internal sealed record HistoryBody(
    string Source,
    DateTimeOffset From,
    DateTimeOffset To,
    double StepSeconds,
    double? SeenPercent,
    DateTimeOffset? TruncatedBefore,
    IReadOnlyList<long> At,
    IReadOnlyDictionary<string, FigureColumns> Figures,
    IReadOnlyList<double?> LiveSeconds,
    IReadOnlyList<double?> DegradedSeconds,
    IReadOnlyList<double?> DownSeconds,
    IReadOnlyList<double?> UnseenSeconds);

internal sealed record FigureColumns(IReadOnlyList<double?>? Mean, IReadOnlyList<double?>? Min, IReadOnlyList<double?>? Max, IReadOnlyList<double?>? Increase);
