using System.Text.RegularExpressions;

namespace FlextMonitor.Testing.Processes;

/// <summary>Finds credentials in what a program printed, its log among it: those of its settings, and what looks like a token of the monitor.</summary>
internal static partial class PrintedSecrets
{
    /// <summary>Shorter values stand in ordinary sentences.</summary>
    private const int Shortest = 8;

    private static readonly string[] Keys = ["Password", "Token", "Secret"];

    /// <summary>The lines that hold one.</summary>
    public static IEnumerable<string> In(IEnumerable<string> lines, IEnumerable<(string Key, string Value)> settings)
    {
        var secrets = settings.Where(setting => Keys.Any(key => setting.Key.EndsWith(key, StringComparison.OrdinalIgnoreCase)) && setting.Value.Trim().Length >= Shortest)
            .Select(setting => setting.Value).ToList();
        return lines.Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)) || Token().IsMatch(line));
    }

    /// <summary>Service and display tokens; cookies, access and refresh tokens, which data protection writes; JSON web tokens; and tokens in a query.</summary>
    [GeneratedRegex("fxm_[0-9A-Za-z]{20,}|CfDJ8[0-9A-Za-z_-]{20,}|eyJ[0-9A-Za-z_-]{10,}\\.eyJ|[?&]access_token=[^&\\s]{8,}")]
    private static partial Regex Token();
}
