using System.Collections.Concurrent;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>People of a test. Everybody has an account; what they may do while they do not call, the test says.</summary>
internal sealed class TestPeople : IKnownPeople, IPeopleRights
{
    private readonly ConcurrentDictionary<string, Rights> _rights = new(StringComparer.Ordinal);

    /// <summary>Gives somebody a role for some daemons, or for all.</summary>
    public void Grant(string id, string role, params string[] sources) => _rights[id] = Rights.Of([new Grant(role, sources)]);

    /// <summary>Disables somebody.</summary>
    public void Disable(string id) => _rights.TryRemove(id, out _);

    public static string EmailOf(string id) => $"{id}@example.org";

    Task<IReadOnlyDictionary<string, string>> IKnownPeople.FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(ids.ToDictionary(id => id, EmailOf));

    Task<IReadOnlyList<PersonRights>> IPeopleRights.FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PersonRights>>([.. ids.Where(_rights.ContainsKey).Select(id => new PersonRights(id, EmailOf(id), _rights[id]))]);
}
