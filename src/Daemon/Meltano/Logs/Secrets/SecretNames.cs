namespace FlextMonitor.Daemon.Meltano.Logs.Secrets;

/// <summary>Tells from a setting's name whether its value is a secret, as <c>TAP_GITHUB_AUTH_TOKEN</c> or <c>private_key</c>.</summary>
internal static class SecretNames
{
    private static readonly string[] Anywhere = ["password", "passwd", "passphrase", "token", "secret", "credential", "private", "apikey", "accesskey"];

    private static readonly string[] WholeWords = ["key", "pwd", "pat"];

    /// <summary>Names that hold such a word and say where something is or which column it is.</summary>
    private static readonly string[] Harmless =
        ["replicationkey", "primarykey", "primarykeys", "keyproperties", "keycolumn", "tokenurl", "tokenuri", "tokenendpoint", "privatelink"];

    /// <summary>Sections whose keys are names of streams and columns, which tell nothing about the values below.</summary>
    private static readonly string[] OfStreams = [".metadata.", ".schema."];

    /// <summary>
    /// Whether the setting holds a secret, in any case and with any separators. Of a path of keys, a section counts as well as the setting:
    /// <c>credentials.json</c> is one.
    /// </summary>
    public static bool IsSecret(string name)
    {
        if (OfStreams.Any(section => name.Contains(section, StringComparison.Ordinal)))
        {
            return false;
        }

        var words = name.ToLowerInvariant().Split(['_', '.', '-', ' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Concat(words);
        return !Harmless.Any(harmless => joined.EndsWith(harmless, StringComparison.Ordinal))
            && (Anywhere.Any(word => joined.Contains(word, StringComparison.Ordinal)) || words.Any(word => WholeWords.Contains(word, StringComparer.Ordinal)));
    }

    /// <summary>Whether a path of keys or a variable names a plugin's setting: <c>…config.auth.pin_code</c> and <c>TAP_A_AUTH_PIN_CODE</c> both name <c>auth.pin_code</c>.</summary>
    public static bool Names(string name, string setting)
    {
        var variable = setting.Replace('.', '_').Replace('-', '_');
        return EndsWith(name, '.', setting) || EndsWith(name, '_', variable) || EndsWith(name, '.', variable);
    }

    private static bool EndsWith(string name, char separator, string end) =>
        name.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (name.Length == end.Length || name[^(end.Length + 1)] == separator);
}
