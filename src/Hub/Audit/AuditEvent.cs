using System.Text.Json;

namespace FlextMonitor.Hub.Audit;

/// <summary>Something that somebody did, or was refused.</summary>
/// <param name="What">What it was, one of <see cref="AuditActions"/> or, for a refused request without one, its method and route.</param>
/// <param name="Who">The e-mail address of a person or the name of a token; <see cref="Monitor"/> for what nobody asked for; <c>null</c> if unknown.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record AuditEvent(string What, string? Who, AuditOutcome Outcome)
{
    /// <summary>Who did what the monitor does by itself. Nobody else is recorded with this name and without an id.</summary>
    public const string Monitor = "monitor";

    /// <summary>The id of the person or token that <see cref="Who"/> names: a name can be chosen, and be given to somebody else later. <c>null</c> if there is none.</summary>
    public string? WhoId { get; init; }

    /// <summary>What it was done to, such as an e-mail address; <c>null</c> if that says nothing more.</summary>
    public string? Subject { get; init; }

    /// <summary>The id of what it was done to; <c>null</c> if there is none.</summary>
    public string? SubjectId { get; init; }

    /// <summary>How it was before, as JSON without secrets; <c>null</c> if that says nothing.</summary>
    public string? Before { get; init; }

    /// <summary>How it was after that, as JSON without secrets; <c>null</c> if that says nothing.</summary>
    public string? After { get; init; }

    /// <summary>The IP address of the caller; <c>null</c> if unknown.</summary>
    public string? Address { get; init; }

    /// <summary>The network of the address, by which refusals are counted; <c>null</c> if unknown. It is not recorded.</summary>
    public string? Network { get; init; }

    /// <summary>The same, with how something was before and after. Both must be free of secrets.</summary>
    public AuditEvent Changed(object? before, object? after) => this with { Before = Json(before), After = Json(after) };

    internal static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
