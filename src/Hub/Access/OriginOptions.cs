using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>The origins whose pages may sign in for tokens and connect, from the settings' section <c>Hub</c>.</summary>
public sealed class OriginOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Hub";

    private const string Key = $"{Section}:{nameof(AllowedOrigins)}";

    /// <summary>Origins, such as <c>https://wall.example</c>, whose pages may sign in for tokens and connect to the hub, in addition to the host's own. Empty by default.</summary>
    [Description("list of further origins whose pages may sign in for tokens and connect (none)")]
    public IList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The allowed origins; entries that are none are left out, because the validation refuses them.</summary>
    internal IEnumerable<WebOrigin> ReadOrigins()
    {
        foreach (var text in AllowedOrigins)
        {
            if (WebOrigin.TryParse(text, out var origin))
            {
                yield return origin.Value;
            }
        }
    }

    internal sealed class Validation(IConfiguration configuration) : IValidateOptions<OriginOptions>
    {
        public ValidateOptionsResult Validate(string? name, OriginOptions options)
        {
            // The binder ignores text that stands where a list belongs.
            if (configuration[Key] is { Length: > 0 } text)
            {
                return ValidateOptionsResult.Fail($"{Key} is '{text}', but must be a list: {Key}:0={text}");
            }

            var wrong = options.AllowedOrigins.Select((origin, i) => (origin, i)).Where(entry => !IsOrigin(entry.origin)).ToList();
            return wrong.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(wrong.Select(entry =>
                    $"{Key}:{entry.i} is '{entry.origin}', but must be an origin: scheme, host and perhaps port, without path, such as https://wall.example"));
        }

        // No wildcard: an origin is allowed only as a whole.
        private static bool IsOrigin(string text) => !text.Contains('*', StringComparison.Ordinal) && WebOrigin.TryParse(text, out _);
    }
}
