using System.Collections.Concurrent;
using System.Text.Json;
using FlextMonitor.Contracts;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FlextMonitor.Hub.Access;

/// <summary>Checks lists of grants that callers send, and stores them as JSON.</summary>
internal static class GrantList
{
    /// <summary>The most grants of one person or token.</summary>
    public const int MostGrants = 100;

    /// <summary>The most daemons that one grant names.</summary>
    public const int MostSources = 1000;

    /// <summary>The largest request with grants, in bytes.</summary>
    public const int LargestBody = 256 * 1024;

    private const int LongestExcerpt = 64;
    private const int LongestShared = 16 * 1024;
    private const int MostShared = 1000;

    private static readonly ConcurrentDictionary<string, IReadOnlyList<Grant>> Shared = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a list, as a sentence; <c>null</c> if it can be granted. It may be empty: then nothing is permitted.</summary>
    public static string? Problem(IReadOnlyList<Grant?>? grants) => grants switch
    {
        null => "grants is missing. It must be a list of { role, sources }; an empty list of sources means all daemons.",
        { Count: > MostGrants } => $"grants holds {grants.Count} entries, and may hold {MostGrants}.",
        _ => grants.Select(Problem).FirstOrDefault(problem => problem is not null),
    };

    private static string? Problem(Grant? grant) => grant switch
    {
        null => "grants holds null, and each entry must be { role, sources }.",
        { Role: var role } when !Roles.All.Contains(role) => $"'{Excerpt(role)}' is no role. Roles: {string.Join(", ", Roles.All)}.",
        { Sources: null } => $"sources is missing in the grant of '{grant.Role}'. An empty list means all daemons.",
        { Sources.Count: > MostSources } => $"The grant of '{grant.Role}' names {grant.Sources.Count} daemons, and may name {MostSources}.",
        { Role: Roles.Admin, Sources.Count: > 0 } => "The role 'admin' cannot be limited to some daemons, because an administrator can grant everything. Leave sources empty.",
        _ => grant.Sources.FirstOrDefault(source => !IsName(source)) is { } name
            ? $"'{Excerpt(name)}' is no name of a daemon: {SourceNames.Form}."
            : grant.Sources.Contains(null!) ? $"sources of '{grant.Role}' holds null, and must hold names of daemons." : null,
    };

    private static bool IsName(string? name) => name is null || SourceNames.IsOfDaemon(name);

    private static string Excerpt(string? text) => text is null ? "null" : text.Cut(LongestExcerpt, "…");

    internal sealed class Converter() : ValueConverter<IReadOnlyList<Grant>, string>(grants => Write(grants), text => Read(text));

    internal sealed class Comparer() : ValueComparer<IReadOnlyList<Grant>>(
        (left, right) => Write(left ?? Nothing) == Write(right ?? Nothing),
        grants => Write(grants).GetHashCode(StringComparison.Ordinal),
        grants => grants);

    private static readonly IReadOnlyList<Grant> Nothing = [];

    /// <summary>The list as JSON.</summary>
    public static string Write(IReadOnlyList<Grant> grants) => JsonSerializer.Serialize(grants, JsonSerializerOptions.Web);

    /// <summary>The list that a text holds which <see cref="Write"/> made. The same text gives the same list: many people have the same grants, and the store is read every two seconds.</summary>
    public static IReadOnlyList<Grant> Read(string text)
    {
        if (text.Length > LongestShared)
        {
            return Parse(text);
        }

        if (Shared.Count >= MostShared)
        {
            Shared.Clear();
        }

        return Shared.GetOrAdd(text, Parse);
    }

    private static IReadOnlyList<Grant> Parse(string text) => JsonSerializer.Deserialize<IReadOnlyList<Grant>>(text, JsonSerializerOptions.Web) ?? [];
}
