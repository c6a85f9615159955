using FlextMonitor.Hub.Access.Displays;
using FlextMonitor.Hub.Dashboards.Documents;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Wall screens show dashboards that are shared.</summary>
internal sealed class DisplayContent(DashboardCatalog catalog) : IDisplayContent
{
    public async Task<string?> ProblemAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            // A private one is answered like one that does not exist: administrators do not see those of others.
            if (await catalog.FindRowAsync(id, cancellationToken).ConfigureAwait(false) is not { } row || row.Visibility == DashboardDocument.Private)
            {
                return $"There is no shared dashboard '{DocumentErrors.Excerpt(id)}'. Wall screens show shared dashboards: set visibility to read or edit first.";
            }
        }

        return null;
    }
}
