using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Audit;

/// <summary>What an endpoint tells of its request, for the trail.</summary>
public sealed class AuditDetails
{
    private static readonly object Key = new();

    /// <summary>Whether nothing was done, so that there is nothing to record.</summary>
    public bool DidNothing { get; set; }

    /// <summary>Whether the request was refused, whatever its status code tells the caller: something that may not be seen is answered like something that does not exist, a wrong password in a form like bad input.</summary>
    public bool IsRefused { get; set; }

    /// <summary>What was done, one of <see cref="AuditActions"/>, where that is not what the endpoint says; <c>null</c> if it is.</summary>
    public string? What { get; set; }

    /// <summary>Whether the request failed after its answer had begun, so that its status code tells nothing of it.</summary>
    public bool IsFailed { get; set; }

    internal string? Who { get; private set; }

    internal string? WhoId { get; private set; }

    internal string? Subject { get; private set; }

    internal string? SubjectId { get; private set; }

    internal string? Before { get; private set; }

    internal string? After { get; private set; }

    /// <summary>Those of a request.</summary>
    public static AuditDetails Of(HttpContext context)
    {
        if (Find(context) is { } details)
        {
            return details;
        }

        var made = new AuditDetails();
        context.Items[Key] = made;
        return made;
    }

    /// <summary>Tells who did it, at an endpoint that anyone may call. Call it with what was verified or is stored, never with what the request claims.</summary>
    public void By(string? who, string? id) => (Who, WhoId) = (who, id);

    /// <summary>Tells what it was done to.</summary>
    public void About(string? subject, string? id) => (Subject, SubjectId) = (subject, id);

    /// <summary>Tells how something was before and after. Both must be free of secrets.</summary>
    public void Changed(object? before, object? after) => (Before, After) = (AuditEvent.Json(before), AuditEvent.Json(after));

    /// <summary>Those of a request; <c>null</c> if there are none.</summary>
    internal static AuditDetails? Find(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return context.Items.TryGetValue(Key, out var known) ? known as AuditDetails : null;
    }
}
