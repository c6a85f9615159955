using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>Reads settings of rules. A setting that is missing, or of another type, is null.</summary>
internal static class RuleSettings
{
    /// <summary>How long the message is held back, seconds.</summary>
    public const string DelaySeconds = "delaySeconds";

    /// <summary>A cron expression that takes the place of the daemon's schedule.</summary>
    public const string Schedule = "schedule";

    /// <summary>The IANA name of the time zone of a schedule or deadline; UTC without it.</summary>
    public const string Zone = "zone";

    /// <summary>The time of day by which a run must be done, <c>HH:mm</c>.</summary>
    public const string Deadline = "deadline";

    /// <summary>How long a run may take, minutes.</summary>
    public const string MaxMinutes = "maxMinutes";

    public const string Figure = "figure";

    public const string Above = "above";

    public const string Below = "below";

    public const string Clear = "clear";

    /// <summary>How long a figure must stay past its limit, and then be well again, seconds.</summary>
    public const string ForSeconds = "forSeconds";

    public static double? Number(this Rule rule, string name) =>
        rule.Settings[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && double.TryParse(
            value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static string? Text(this Rule rule, string name) =>
        rule.Settings[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;
}
