using System.Text;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Meltano.Settings;

/// <summary>Reads the section <c>Meltano</c>: one project (<c>Meltano:Project</c>) or a list of them (<c>Meltano:0:Project</c>). Unknown keys are refused.</summary>
internal sealed class MeltanoSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Meltano";

    private const int LongestName = 64;
    private const string ReservedName = "_monitor";

    private readonly List<string> _failures = [];

    private MeltanoSettings()
    {
    }

    /// <summary>The projects in the order of the settings; empty without the section.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; each failure names the key, its value and what is allowed.</exception>
    public static IReadOnlyList<MeltanoOptions> Read(IConfiguration configuration)
    {
        var reader = new MeltanoSettings();
        var projects = reader.ReadAll(configuration.GetSection(Section));
        return reader._failures.Count == 0
            ? projects
            : throw new OptionsValidationException(Section, typeof(MeltanoOptions), reader._failures);
    }

    private List<MeltanoOptions> ReadAll(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        var entries = children.Where(child => int.TryParse(child.Key, out _)).ToList();
        if (entries.Count > 0 && entries.Count < children.Count)
        {
            _failures.Add($"{Section} holds both a single project and a list: write either {Section}:Project or {Section}:0:Project");
        }

        List<MeltanoOptions> projects = [.. (entries.Count > 0 ? entries : children.Count > 0 ? [section] : []).Select(entry => Read(new SectionReader(entry, _failures)))];
        foreach (var twice in projects.GroupBy(project => project.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            _failures.Add($"{twice.Last().Key}:{nameof(MeltanoOptions.Name)} is '{twice.Key}', but must be unique: {twice.First().Key} has it");
        }

        return projects;
    }

    private static MeltanoOptions Read(SectionReader entry)
    {
        entry.RefuseUnknownKeys(MeltanoKeys.All);
        var project = entry.Text(nameof(MeltanoOptions.Project), "", IsProject, "be the folder of a Meltano project, which holds meltano.yml");
        var folder = project.Length == 0 ? "" : Path.TrimEndingDirectorySeparator(Path.GetFullPath(project));
        if (entry.Text(nameof(MeltanoOptions.DatabaseUri)) is { } uri && !DatabaseUri.IsSupported(uri))
        {
            entry.RefuseSecret(nameof(MeltanoOptions.DatabaseUri), DatabaseUri.Requirement);
        }

        return new MeltanoOptions
        {
            Key = entry.Path,
            Project = folder,
            Name = entry.Text(nameof(MeltanoOptions.Name), NameOf(folder), IsName, $"be 1 to {LongestName} of a-z 0-9 - _ . and not {ReservedName}, the monitor's own name"),
            DatabaseUri = entry.Text(nameof(MeltanoOptions.DatabaseUri)),
            LogDirectory = entry.Text(nameof(MeltanoOptions.LogDirectory)) is { } logs ? Path.GetFullPath(logs, folder.Length == 0 ? Path.GetTempPath() : folder) : null,
            Environment = entry.Text(nameof(MeltanoOptions.Environment)),
            AllowControl = bool.TryParse(entry.Text(nameof(MeltanoOptions.AllowControl), "false", text => bool.TryParse(text, out _), "be true or false"), out var allowed) && allowed,
            TimeZone = ZoneOf(entry),
        };
    }

    private static TimeZoneInfo? ZoneOf(SectionReader entry)
    {
        TimeZoneInfo? zone = null;
        if (entry.Text(nameof(MeltanoOptions.TimeZone)) is { } name && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
        {
            entry.Refuse(nameof(MeltanoOptions.TimeZone), "be a time zone of this system, such as UTC or Europe/Lisbon");
        }

        return zone;
    }

    private static bool IsProject(string folder) => folder.Length > 0 && File.Exists(Path.Combine(folder, ProjectReader.MainFile));

    private static bool IsName(string name) =>
        name != ReservedName && name.Length is >= 1 and <= LongestName && name.All(IsAllowed);

    private static bool IsAllowed(char character) => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.';

    /// <summary>The folder's name with what a source's name may hold.</summary>
    private static string NameOf(string folder)
    {
        var name = new StringBuilder();
        foreach (var character in Path.GetFileName(folder).ToLowerInvariant().Take(LongestName))
        {
            name.Append(IsAllowed(character) ? character : '-');
        }

        return name.Length == 0 || name.ToString() == ReservedName ? "meltano" : name.ToString();
    }
}
