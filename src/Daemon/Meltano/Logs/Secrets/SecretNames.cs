namespace FlextMonitor.Daemon.Meltano.Logs.Secrets;

/// <summary>Tells from a setting's name whether its value is a secret, as <c>TAP_GITHUB_AUTH_TOKEN</c> or <c>private_key</c>.</summary>
internal static class SecretNames
{
    private static readonly string[] Anywhere = ["password", "passwd", "passphrase", "token", "secret", "credential", "private", "apikey", "accesskey"];

    private static readonly string[] WholeWords = ["key", "pwd", "pat"];

    /// <summary>Names that hold such a word and say where something is or which column it is.</summary>
    private static readonly string[] Harmless =
        ["replicationkey", "primarykey", "primarykeys", "keyproperties", "keycolumn", "tokenurl", "tokenuri", "tokenendpoint", "privatelink"];

    /// <summary>Whether the setting holds a secret, in any case and with any separators.</summary>
    public static bool IsSecret(string name)
    {
        var words = name.ToLowerInvariant().Split(['_', '.', '-', ' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Concat(words);
        return !Harmless.Any(harmless => joined.EndsWith(harmless, StringComparison.Ordinal))
            && (Anywhere.Any(word => joined.Contains(word, StringComparison.Ordinal)) || words.Any(word => WholeWords.Contains(word, StringComparer.Ordinal)));
    }
}
