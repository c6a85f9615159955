using System.Globalization;
using System.Runtime.CompilerServices;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access;

/// <summary>What a caller may do at one moment: the role for each daemon. Immutable; equal if they permit the same.</summary>
public sealed class Rights : IEquatable<Rights>
{
    private static readonly object Key = new();

    // Lists that are read from the store are shared, and the sweep asks for the rights of each open connection every two seconds.
    private static readonly ConditionalWeakTable<IEnumerable<Grant>, Rights> Known = [];

    private readonly int _everywhere;
    private readonly int _highest;
    private readonly Dictionary<string, int> _bySource;
    private readonly string _identity;

    private Rights(int everywhere, Dictionary<string, int> bySource, bool lackSecondFactor = false)
    {
        LackSecondFactor = lackSecondFactor;
        _everywhere = everywhere;
        _bySource = bySource;
        _highest = bySource.Values.Append(everywhere).Max();
        var sources = bySource.OrderBy(source => source.Key, StringComparer.Ordinal).Select(source => string.Create(CultureInfo.InvariantCulture, $"{source.Key}={source.Value}"));
        _identity = string.Create(CultureInfo.InvariantCulture, $"{lackSecondFactor}/{everywhere}/{string.Join('/', sources)}");
    }

    /// <summary>Permits nothing.</summary>
    public static Rights None { get; } = Of([]);

    /// <summary>Permits nothing, because the role needs a second factor that is not set up.</summary>
    public static Rights WithoutSecondFactor { get; } = new(-1, [], lackSecondFactor: true);

    /// <summary>Whether nothing is permitted until a second factor is set up.</summary>
    public bool LackSecondFactor { get; }

    /// <summary>The highest role for any daemon; <c>null</c> if nothing is permitted.</summary>
    public string? Role => _highest < 0 ? null : Roles.All[_highest];

    /// <summary>The daemons that may be seen, in ordinal order; <c>null</c> means all.</summary>
    public IReadOnlyList<string>? Sources => SourcesFor(Roles.Viewer);

    /// <summary>The rights of somebody with these grants. Several grants add up.</summary>
    /// <param name="grants">The grants. The list must not change afterwards.</param>
    public static Rights Of(IEnumerable<Grant> grants) => Known.GetValue(grants, Add);

    private static Rights Add(IEnumerable<Grant> grants)
    {
        var everywhere = -1;
        var bySource = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var grant in grants)
        {
            var rank = Roles.Rank(grant.Role);
            everywhere = grant.Sources.Count == 0 ? Math.Max(everywhere, rank) : everywhere;
            foreach (var source in grant.Sources)
            {
                bySource[source] = Math.Max(bySource.GetValueOrDefault(source, -1), rank);
            }
        }

        return new Rights(everywhere, bySource.Where(source => source.Value > everywhere).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>The daemons for which they include a role, in ordinal order; <c>null</c> means all.</summary>
    public IReadOnlyList<string>? SourcesFor(string role)
    {
        var rank = Roles.Rank(role);
        return _everywhere >= rank ? null : [.. _bySource.Where(source => source.Value >= rank).Select(source => source.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether they include a role for at least one daemon.</summary>
    public bool Include(string role) => _highest >= Roles.Rank(role);

    /// <summary>Whether they include a role for a daemon. What the monitor says of itself may be seen by everybody who may see anything.</summary>
    public bool Include(string role, string source) =>
        (source == SourceNames.Monitor && role == Roles.Viewer ? _highest : _bySource.GetValueOrDefault(source, _everywhere)) >= Roles.Rank(role);

    /// <summary>Whether they include everything that others permit.</summary>
    public bool Include(Rights others)
    {
        ArgumentNullException.ThrowIfNull(others);

        return others._everywhere <= _everywhere && others._bySource.All(source => source.Value <= _bySource.GetValueOrDefault(source.Key, _everywhere));
    }

    /// <summary>Whether a daemon may be seen. One that may not be seen is answered like one that does not exist.</summary>
    public bool MaySee(string source) => Include(Roles.Viewer, source);

    /// <summary>The rights of a request's caller, looked up once for each request; those of nobody if nobody is signed in. Endpoints take them as a parameter.</summary>
    public static async ValueTask<Rights?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        if (FoundFor(context) is { } found)
        {
            return found;
        }

        if (context.User.Identity?.IsAuthenticated != true)
        {
            return None;
        }

        var standing = await context.RequestServices.GetRequiredService<ICallerRights>().FindAsync(context.User, context.RequestAborted).ConfigureAwait(false);
        standing.Rights.SetFor(context);
        return standing.Rights;
    }

    /// <inheritdoc/>
    public bool Equals(Rights? other) => other is not null && _identity == other._identity;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Rights);

    /// <inheritdoc/>
    public override int GetHashCode() => _identity.GetHashCode(StringComparison.Ordinal);

    /// <summary>The rights of a request's caller, if they were looked up.</summary>
    internal static Rights? FoundFor(HttpContext context) => context.Items.TryGetValue(Key, out var known) ? known as Rights : null;

    internal void SetFor(HttpContext context) => context.Items[Key] = this;
}
