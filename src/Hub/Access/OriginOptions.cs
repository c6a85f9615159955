using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Which pages may connect, from the settings' section <c>Hub</c>.</summary>
public sealed class OriginOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Hub";

    private const string Key = $"{Section}:{nameof(AllowedOrigins)}";

    /// <summary>Origins, such as <c>https://wall.example</c>, whose pages may connect to the hub besides the host's own; none unless set.</summary>
    [Description("list of further origins whose pages may connect (none)")]
    public IList<string> AllowedOrigins { get; init; } = [];

    internal sealed class Validation(IConfiguration configuration) : IValidateOptions<OriginOptions>
    {
        public ValidateOptionsResult Validate(string? name, OriginOptions options)
        {
            // Text where a list belongs is bound to nothing, without a word.
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

        private static bool IsOrigin(string origin) =>
            Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri is { Scheme: "http" or "https", UserInfo: "" }

            // No placeholder: a browser sends a host's name, and only what is equal to it matches.
            && Uri.CheckHostName(uri.Host) != UriHostNameType.Unknown
            && !uri.Host.Contains('*', StringComparison.Ordinal)
            && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase);
    }
}
