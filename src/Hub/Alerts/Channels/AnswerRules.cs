using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>How the answers of one service are judged where they differ from HTTP in general.</summary>
internal sealed class AnswerRules
{
    /// <summary>By the status alone.</summary>
    public static AnswerRules Http { get; } = new();

    /// <summary>What a status means; null leaves it to the general rule.</summary>
    public Func<int, DeliveryResult?> Result { get; init; } = _ => null;

    /// <summary>How many seconds a body asks to wait; null if it does not say. It is asked if the header <c>Retry-After</c> is missing.</summary>
    public Func<JsonObject, JsonNode?> RetryAfter { get; init; } = _ => null;

    /// <summary>How long a body asks to wait; null if it does not say.</summary>
    public TimeSpan? WaitOf(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject answer && RetryAfter(answer) is JsonValue value && value.TryGetValue<double>(out var seconds) && seconds is > 0 and < 1e6
                ? TimeSpan.FromSeconds(seconds)
                : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
