using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Hub.Live;

/// <summary>Checks at every call what its caller may do at that moment.</summary>
internal sealed class HubCallRights(ICallerRights rights, VisibleSources visible)
{
    /// <summary>Refuses the call if the caller lacks the role, or the daemon does not exist for the caller.</summary>
    /// <exception cref="HubException">The call is refused.</exception>
    public async ValueTask RequireAsync(HubInvocationContext call, HubMethod method)
    {
        var standing = await rights.FindAsync(call.Context.User!, call.Context.ConnectionAborted).ConfigureAwait(false);
        if (standing.End is not null)
        {
            throw new CallRefusedException($"{call.HubMethodName} needs valid credentials, and yours are not valid any more. Sign in again.");
        }

        if (!standing.Rights.Include(method.Role))
        {
            throw Missing(call, $"the role '{method.Role}'");
        }

        if (method.Source is { } position)
        {
            RequireFor((string)call.HubMethodArguments[position]!, call, method, standing.Rights);

            // What only reads may be the page's own doing: it follows a log again after a reconnect.
            if (method.Role != Roles.Viewer || call.Context.User!.HasClaim(claim => claim.Type == AccessClaims.TokenId))
            {
                await rights.NoteUseAsync(call.Context.User!, byCookie: false, call.Context.ConnectionAborted).ConfigureAwait(false);
            }
        }
    }

    private void RequireFor(string source, HubInvocationContext call, HubMethod method, Rights permitted)
    {
        if (visible.Problem([source], permitted) is { } problem)
        {
            throw new CallRefusedException(problem);
        }

        if (!permitted.Include(method.Role, source))
        {
            throw Missing(call, $"the role '{method.Role}' for '{source}'");
        }
    }

    private static CallRefusedException Missing(HubInvocationContext call, string what) =>
        new($"{call.HubMethodName} needs {what}, which you do not have. An administrator can grant it.");
}
