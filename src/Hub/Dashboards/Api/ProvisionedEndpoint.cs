using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Dashboards.Provisioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary><c>GET /api/dashboards/provisioned</c>: the files of the folder, for administrators.</summary>
internal static class ProvisionedEndpoint
{
    public static void MapProvisioned(this RouteGroupBuilder dashboards) =>
        dashboards.MapGet("provisioned", List).RequireRole(Roles.Admin).WithSummary("The files that dashboards come from").WithDescription("By path, with what is wrong with them.");

    private static Ok<ProvisionedResponse> List(ProvisionedDashboards provisioned)
    {
        var contents = provisioned.Contents;
        return TypedResults.Ok(new ProvisionedResponse(provisioned.Folder, contents.Problem, [.. contents.Files.Select(file => new ProvisionedFileResponse(
            file.Path,
            file.Served?.Stored.Row.Id,
            file.Served?.Stored.Row.Title,
            file.Served?.Stored.Row.UpdatedAt,
            [.. file.Errors.Select(error => new ProvisionedProblem(error.Line ?? 1, error.Pointer, error.Message))]))]));
    }
}

/// <summary>The files that dashboards come from.</summary>
/// <param name="Folder">The folder; null if the settings name none.</param>
/// <param name="Problem">Why the folder cannot be read as a whole, as a sentence; null if it can.</param>
/// <param name="Files">By path; may be empty.</param>
internal sealed record ProvisionedResponse(string? Folder, string? Problem, IReadOnlyList<ProvisionedFileResponse> Files);

/// <summary>A file that a dashboard comes from.</summary>
/// <param name="Path">Its path in the folder, with slashes.</param>
/// <param name="Id">The id of the dashboard that is shown; null if none is.</param>
/// <param name="Title">Its title; null with <paramref name="Id"/>.</param>
/// <param name="ReadAt">When what is shown was read (UTC); null with <paramref name="Id"/>. A bad file shows what it held before.</param>
/// <param name="Problems">What is wrong with the file; empty if nothing is.</param>
internal sealed record ProvisionedFileResponse(string Path, string? Id, string? Title, DateTimeOffset? ReadAt, IReadOnlyList<ProvisionedProblem> Problems);

/// <summary>Something that is wrong with a file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Pointer">The JSON pointer of its place; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what is allowed, as a sentence.</param>
internal sealed record ProvisionedProblem(long Line, string Pointer, string Message);
