using System.Text.RegularExpressions;

namespace FlextMonitor.Architecture.Tests;

/// <summary>Which rooms of one assembly reference which, as their sources say.</summary>
/// <remarks>
/// Sources and not the compiled code, because constants and <c>nameof</c> leave no trace there. An extension method needs a <c>using</c>, and the
/// build fails on a <c>using</c> that nothing needs (IDE0005): so each one is a reference.
/// </remarks>
/// <param name="prefix">The namespace of all rooms, with a dot at its end.</param>
/// <param name="types">The names of the types of each room.</param>
internal sealed class RoomGraph(string prefix, ILookup<string, string> types)
{
    private readonly List<RoomReference> _references = [];

    public IReadOnlyList<RoomReference> References => _references;

    /// <summary>Adds a file of a room; its code must not contain comments or text.</summary>
    public void Add(string room, string file, string code)
    {
        var referenced = types.Select(other => other.Key).Where(other => other != room && Mentions(code, other));
        _references.AddRange(referenced.Select(other => new RoomReference(room, other, file)));
    }

    /// <summary>A circle of references, such as <c>A → B (A/One.cs), B → A (B/Two.cs)</c>; <c>null</c> if there is none.</summary>
    public string? Circle() => _references.Select(first => CircleFrom([first])).FirstOrDefault(circle => circle is not null);

    private string? CircleFrom(IReadOnlyList<RoomReference> path)
    {
        if (path[^1].To == path[0].From)
        {
            return string.Join(", ", path.Select(reference => $"{reference.From} → {reference.To} ({reference.File})"));
        }

        return _references
            .Where(next => next.From == path[^1].To && path.Skip(1).All(passed => passed.From != next.To))
            .DistinctBy(next => next.To)
            .Select(next => CircleFrom([.. path, next]))
            .FirstOrDefault(circle => circle is not null);
    }

    // By its full name, or as siblings see it: Room.Type. A member that is named like a room is none.
    private bool Mentions(string code, string room) =>
        Regex.IsMatch(code, $@"\b{Regex.Escape(prefix + room)}\b") || Regex.IsMatch(code, $@"(?<!(?<!\bHub)\.)\b{room}\.({string.Join('|', types[room])})\b");
}

/// <summary>One room's reference to another, and a file that makes it.</summary>
internal sealed record RoomReference(string From, string To, string File);
