using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>The pages that messages link to. They begin with the public address or, without one, with the first address that the host listens on.</summary>
internal sealed class AlertLinks(PublicAddress address, IConfiguration configuration, IServiceProvider services)
{
    private const string Unknown = "http://localhost:5000";

    /// <summary>The page of a problem, or that of all open problems for several.</summary>
    public Uri To(IReadOnlyList<ProblemRow> problems) =>
        To(problems is [var only] ? $"/problems/{Uri.EscapeDataString(only.Id)}" : "/alerts");

    /// <summary>A page.</summary>
    /// <param name="path">Its path, which begins with a slash.</param>
    public Uri To(string path) => new(address.LinkTo(Listening() + configuration["PathBase"], path));

    // A host without a server, such as one that only judges, has none.
    private string Listening() => services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } first
        ? ListeningAddress.Reachable(first)
        : Unknown;
}
