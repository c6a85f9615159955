using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Hub.Live;

/// <summary>Records the calls of hub methods with <see cref="AuditedAttribute"/>, and the refused calls of all.</summary>
internal sealed class HubCallAudit(IAuditTrail trail)
{
    /// <summary>Refuses a call that must be recorded, if that is not possible now.</summary>
    /// <exception cref="CallRefusedException">It is not possible.</exception>
    public async ValueTask RequireAsync(HubInvocationContext call, HubMethod method)
    {
        if (method.Audited is null)
        {
            return;
        }

        try
        {
            await trail.RequireAsync(call.Context.ConnectionAborted).ConfigureAwait(false);
        }
        catch (AuditUnavailableException unavailable)
        {
            throw new CallRefusedException($"{call.HubMethodName} is not possible now. {unavailable.Message}");
        }
    }

    /// <summary>Runs a call, and records what came of it.</summary>
    public async ValueTask<object?> RunAsync(HubInvocationContext call, HubMethod method, Func<ValueTask<object?>> run)
    {
        var audited = method.Audited;
        object? result;
        try
        {
            result = await run().ConfigureAwait(false);
        }
        catch (CallRefusedException)
        {
            await RecordAsync(call, audited ?? $"hub {call.HubMethodName}", AuditOutcome.Refused, null).ConfigureAwait(false);
            throw;
        }
        catch (Exception) when (audited is not null)
        {
            await RecordAsync(call, audited, AuditOutcome.Failed, null).ConfigureAwait(false);
            throw;
        }

        if (audited is not null)
        {
            await RecordAsync(call, audited, AuditOutcome.Done, result).ConfigureAwait(false);
        }

        return result;
    }

    private Task RecordAsync(HubInvocationContext call, string what, AuditOutcome outcome, object? result)
    {
        var address = call.Context.Features.Get<IHttpContextFeature>()?.HttpContext?.Connection.RemoteIpAddress;
        return trail.RecordAsync(new AuditEvent(what, call.Context.User?.NameOf(), outcome)
        {
            WhoId = call.Context.User?.PersonOrToken(),
            Subject = string.Join('/', call.HubMethodArguments.OfType<string>()),
            Address = address?.ToString(),
            Network = CallerNetwork.Of(address),
        }.Changed(null, After(call, result)));
    }

    /// <summary>The switches of a call, such as <c>fullRefresh</c>, and the id of the execution that it started.</summary>
    private static Dictionary<string, object?>? After(HubInvocationContext call, object? result)
    {
        var parameters = call.HubMethod.GetParameters();
        var after = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (position, argument) in call.HubMethodArguments.Index().Where(argument => argument.Item is bool))
        {
            after[parameters[position].Name!] = argument;
        }

        if (result is ExecutionData execution)
        {
            after["executionId"] = execution.Id;
        }

        return after.Count == 0 ? null : after;
    }
}
