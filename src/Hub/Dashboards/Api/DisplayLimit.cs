using FlextMonitor.Hub.Access.Displays;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Lets wall screens read the dashboards that they are bound to, and nothing else.</summary>
internal sealed class DisplayLimit(IDisplays displays) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return http.GetEndpoint()?.Metadata.GetMetadata<OpenToDisplays>() is null && await displays.FindAsync(http.User, http.RequestAborted).ConfigureAwait(false) is not null
            ? DashboardAnswers.Forbidden("A wall screen reads the dashboards that it is bound to, and nothing else.")
            : await next(context).ConfigureAwait(false);
    }
}

/// <summary>Metadata of an endpoint that wall screens may use.</summary>
internal sealed record OpenToDisplays
{
    public static OpenToDisplays Instance { get; } = new();
}
