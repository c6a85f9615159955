using System.Security.Claims;
using System.Text.Json;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>What a provider says of somebody: the claims of a token and, if it was asked, of its endpoint for that.</summary>
/// <param name="token">The claims of a token that was checked.</param>
/// <param name="userInfo">An object; or <c>null</c>.</param>
internal sealed class ProviderClaims(IEnumerable<Claim> token, JsonElement? userInfo = null)
{
    private readonly List<Claim> _token = [.. token];

    /// <summary>The values of a claim, whether it is a text or a list, without duplicates. Of a path such as <c>realm_access.roles</c>, those within an object.</summary>
    public IReadOnlyCollection<string> Values(string name)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        values.UnionWith(_token.Where(claim => claim.Type == name && !IsObject(claim)).Select(claim => claim.Value));
        if (userInfo is { } info)
        {
            values.UnionWith(In(info, name));
        }

        if (name.Split('.', 2) is [var outer, var path])
        {
            foreach (var claim in _token.Where(claim => claim.Type == outer && IsObject(claim)))
            {
                using var parsed = JsonDocument.Parse(claim.Value);
                values.UnionWith(In(parsed.RootElement, path).ToList());
            }
        }

        return values;
    }

    /// <summary>The first value of the first claim that has one; <c>null</c> if none has.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Values(name).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Whether a claim is <c>true</c>, as a truth value or as a text.</summary>
    public bool IsTrue(string name) => _token.Exists(claim => claim.Type == name && IsTrueText(claim.Value))
        || (userInfo is { ValueKind: JsonValueKind.Object } info && info.TryGetProperty(name, out var value)
            && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && IsTrueText(value.GetString()!))));

    private static bool IsTrueText(string value) => value.Equals("true", StringComparison.OrdinalIgnoreCase);

    // Lists of a token are several claims; what is left as JSON is an object.
    private static bool IsObject(Claim claim) => claim.Value.StartsWith('{') && claim.ValueType.Contains("JSON", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> In(JsonElement json, string path) =>
        json.ValueKind != JsonValueKind.Object ? []
        : json.TryGetProperty(path, out var exact) ? Texts(exact)
        : path.Split('.', 2) is [var outer, var rest] && json.TryGetProperty(outer, out var inner) ? In(inner, rest)
        : [];

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.String).Select(entry => entry.GetString()!),
        _ => [],
    };
}
