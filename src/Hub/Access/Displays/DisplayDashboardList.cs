using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FlextMonitor.Hub.Access.Displays;

/// <summary>Checks the dashboards that a wall screen is to show, and stores them as JSON.</summary>
internal static class DisplayDashboardList
{
    /// <summary>The most dashboards of one screen.</summary>
    public const int Most = 20;

    /// <summary>The list of a screen that is bound to none, as it is stored.</summary>
    public const string None = "[]";

    private const int LongestId = 64;
    private const int LeastSeconds = 5;
    private const int MostSeconds = 3600;

    /// <summary>What is wrong with a list, as a sentence; <c>null</c> if nothing is, or if it is missing.</summary>
    public static string? Problem(IReadOnlyList<DisplayDashboard?>? dashboards) => dashboards switch
    {
        null => null,
        { Count: > Most } => $"dashboards has {dashboards.Count} entries, and may have {Most}.",
        _ => dashboards.Select(Problem).FirstOrDefault(problem => problem is not null)
            ?? (dashboards.DistinctBy(dashboard => dashboard!.Id).Count() < dashboards.Count ? "dashboards names one of them twice." : null),
    };

    private static string? Problem(DisplayDashboard? dashboard) => dashboard switch
    {
        null => "dashboards has null, and each entry must be { id, seconds }.",
        { Id: null or "" or { Length: > LongestId } } => $"Each entry of dashboards must have an id of 1 to {LongestId} characters.",
        { Seconds: < LeastSeconds or > MostSeconds } => $"seconds is {dashboard.Seconds}, and may be {LeastSeconds} to {MostSeconds}.",
        _ => null,
    };

    private static string Write(IReadOnlyList<DisplayDashboard> dashboards) => JsonSerializer.Serialize(dashboards, JsonSerializerOptions.Web);

    private static List<DisplayDashboard> Read(string text) => JsonSerializer.Deserialize<List<DisplayDashboard>>(text, JsonSerializerOptions.Web)!;

    internal sealed class Converter() : ValueConverter<IReadOnlyList<DisplayDashboard>, string>(dashboards => Write(dashboards), text => Read(text));

    internal sealed class Comparer() : ValueComparer<IReadOnlyList<DisplayDashboard>>(
        (left, right) => (left ?? new List<DisplayDashboard>()).SequenceEqual(right ?? new List<DisplayDashboard>()),
        dashboards => dashboards.Count,
        dashboards => dashboards);
}
