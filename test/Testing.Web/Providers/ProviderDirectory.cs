using System.Collections.Concurrent;

namespace FlextMonitor.Testing.Web.Providers;

/// <summary>Whom a provider knows, and what it tells of them.</summary>
public sealed class ProviderDirectory
{
    private readonly ConcurrentDictionary<string, ProviderPerson> _people = new(StringComparer.Ordinal);
    private volatile string? _signsIn;

    /// <summary>The roles that the tokens of the service name.</summary>
    public IReadOnlyList<string> ServiceRoles { get; set; } = ["viewer"];

    /// <summary>Whether ID tokens name groups.</summary>
    public bool IsInIdToken { get; set; } = true;

    /// <summary>Whether the endpoint for a person's claims names groups.</summary>
    public bool IsInUserInfo { get; set; } = true;

    /// <summary>Who signs in at the provider next; <c>null</c> if nobody agrees.</summary>
    public ProviderPerson? SignsIn => _signsIn is { } subject ? Find(subject) : null;

    /// <summary>Lets somebody sign in next, and puts them into their groups.</summary>
    public void SignIn(ProviderPerson? person)
    {
        _signsIn = person?.Subject;
        if (person is not null)
        {
            Set(person);
        }
    }

    /// <summary>Puts somebody into other groups.</summary>
    public void Set(ProviderPerson person) => _people[person.Subject] = person;

    /// <summary>Removes somebody.</summary>
    public void Remove(string subject) => _people.TryRemove(subject, out _);

    /// <summary>Somebody with this id; <c>null</c> if there is none.</summary>
    public ProviderPerson? Find(string subject) => _people.GetValueOrDefault(subject);
}
