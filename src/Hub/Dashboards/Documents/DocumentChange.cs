namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>Something that differs between two versions of a dashboard.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c>, <c>changed</c> or <c>moved</c> (a widget), <c>title</c>, <c>range</c>, <c>sharing</c>, <c>other</c> (a field that this version does not know) or <c>restored</c>.</param>
/// <param name="Widget">The widget's id; null if it concerns none.</param>
/// <param name="Type">The widget's type; null if it concerns none.</param>
/// <param name="Title">The widget's title, or the new title of the dashboard; null without it.</param>
/// <param name="From">The version that was restored; null otherwise.</param>
internal sealed record DocumentChange(string Kind, string? Widget = null, string? Type = null, string? Title = null, int? From = null);
