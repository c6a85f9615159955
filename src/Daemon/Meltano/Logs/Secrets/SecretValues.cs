using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlextMonitor.Daemon.Meltano.Logs.Secrets;

/// <summary>Collects the texts that must not be shown from settings: the project's <c>.env</c>, the environment, the plugins' configuration.</summary>
internal static class SecretValues
{
    /// <summary>Shorter values are not masked: they occur by chance, and masking them would spoil the log and tell the value by its gaps.</summary>
    public const int Shortest = 4;

    /// <summary>Common values of settings that are not secret, even if the setting's name says so.</summary>
    private static readonly FrozenSet<string> Words =
        FrozenSet.ToFrozenSet(["true", "false", "null", "none", "default", "oauth", "basic", "bearer"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The texts to mask: the value of each secret, the lines of one with several, the password of an address (<c>postgresql://user:password@host</c>), and how
    /// they look in JSON and in addresses.
    /// </summary>
    /// <param name="settings">Names and values, as variables (<c>TAP_A_PIN_CODE</c>) or as the path of keys in a file (<c>plugins.extractors.config.pin_code</c>); a name may come more than once.</param>
    /// <param name="secretNames">Names of settings that are secrets whatever their names say: those of <c>kind: password</c> in a plugin's definition.</param>
    public static IReadOnlySet<string> Collect(IEnumerable<KeyValuePair<string, string>> settings, IReadOnlyCollection<string> secretNames) => settings
        .SelectMany(setting => SecretNames.IsSecret(setting.Key) || secretNames.Any(name => SecretNames.Names(setting.Key, name)) ? Lines(setting.Value) : Passwords(setting.Value))
        .Where(value => value.Length >= Shortest && !Words.Contains(value))
        .SelectMany(Forms)
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(string value) =>
        value.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(value.Trim()).Concat(Passwords(value));

    // The address of a package may stand between others, as in pip_url.
    private static IEnumerable<string> Passwords(string value) => value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(PasswordsOf);

    private static IEnumerable<string> PasswordsOf(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.UserInfo.IndexOf(':', StringComparison.Ordinal) is not (>= 0 and var colon))
        {
            return [];
        }

        var password = address.UserInfo[(colon + 1)..];
        return [password, Uri.UnescapeDataString(password)];
    }

    private static IEnumerable<string> Forms(string value) =>
    [
        value,
        JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
        JsonEncodedText.Encode(value).Value,
        Uri.EscapeDataString(value),
        value.Replace("\n", "\\n", StringComparison.Ordinal),
    ];
}
