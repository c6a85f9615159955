using FlextMonitor.Contracts;
using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Collector.Settings;

/// <summary>Reads and checks the section <c>Daemons</c>. Unknown keys are refused, in any host: a misspelt key would otherwise have no effect.</summary>
internal sealed class DaemonsReader(IConfigurationSection section)
{
    public const string Section = "Daemons";
    private const string Example = $"{nameof(DaemonOptions.Address)}=http://localhost:50051";
    private const int LargestMessage = 100 * 1024 * 1024;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private readonly List<string> _failures = [];

    public IReadOnlyList<string> Failures => _failures;

    public IReadOnlyList<DaemonOptions> Read()
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            _failures.Add($"{Section} holds one value, but must be a list, such as {Section}:0:{Example}");
        }

        var daemons = section.GetChildren().Where(IsEntry).Select(entry => Read(new SectionReader(entry, _failures))).ToList();
        if (daemons.Count == 0 && _failures.Count == 0)
        {
            _failures.Add($"{Section} is empty, but must hold at least one entry, such as {Section}:0:{Example}");
        }

        foreach (var twice in daemons.GroupBy(daemon => daemon.Name, StringComparer.Ordinal).SelectMany(group => group.Skip(1)))
        {
            _failures.Add($"{twice.Key}:{nameof(DaemonOptions.Name)} is '{twice.Name}', but must be unique: another entry has it");
        }

        return daemons;
    }

    /// <summary>Whether the list holds an entry there: neither the settings of one daemon without its number, nor one value.</summary>
    private bool IsEntry(IConfigurationSection child)
    {
        if (DaemonKeys.All.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
        {
            _failures.Add($"Unknown setting '{child.Path}'. {Section} is a list: write {Section}:0:{child.Key} for its first entry");
            return false;
        }

        if (!string.IsNullOrEmpty(child.Value))
        {
            _failures.Add($"{child.Path} holds one value, but must hold the settings of a daemon, such as {child.Path}:{Example}");
            return false;
        }

        return true;
    }

    private static DaemonOptions Read(SectionReader entry)
    {
        entry.RefuseUnknownKeys(DaemonKeys.All);
        var daemon = new DaemonOptions
        {
            Key = entry.Path,
            Name = entry.Text(nameof(DaemonOptions.Name), "default", SourceNames.IsOfDaemon, $"be {SourceNames.Form} and not {SourceNames.Monitor}, the monitor's own name"),
            Address = entry.Text(nameof(DaemonOptions.Address), "", IsAddress, "be http://host:port, https://host:port or unix:/path/to/socket"),
            Service = entry.Text(nameof(DaemonOptions.Service), "flext.FlextService", IsService, "be a full gRPC service name such as flext.FlextService"),
            Interval = entry.Time(nameof(DaemonOptions.Interval), TimeSpan.FromSeconds(1), Shortest, TimeSpan.FromHours(1)),
            Deadline = entry.Time(nameof(DaemonOptions.Deadline), TimeSpan.FromSeconds(5), Shortest, TimeSpan.FromMinutes(10)),
            LoadPercent = entry.Number(nameof(DaemonOptions.LoadPercent), 20, 1, 100),
            Token = entry.Text(nameof(DaemonOptions.Token)),
            CaCertificate = entry.Text(nameof(DaemonOptions.CaCertificate)),
            ClientCertificate = entry.Text(nameof(DaemonOptions.ClientCertificate)),
            ClientKey = entry.Text(nameof(DaemonOptions.ClientKey)),
            MaxMessageBytes = entry.Number(nameof(DaemonOptions.MaxMessageBytes), 4 * 1024 * 1024, 1024, LargestMessage),
            ExecutionLimit = entry.Number(nameof(DaemonOptions.ExecutionLimit), 50, 1, 1000),
            LogLimit = entry.Number(nameof(DaemonOptions.LogLimit), 4, 1, 1000),
        };
        if (daemon.Token?.Any(character => character is <= ' ' or > '~') == true)
        {
            entry.RefuseSecret(nameof(DaemonOptions.Token), "be printable ASCII without spaces");
        }

        new CertificateCheck(entry, daemon).Run();
        return daemon;
    }

    private static bool IsAddress(string address) =>
        DaemonAddress.TryParse(address, out _);

    private static bool IsService(string service) =>
        service.Length <= 256 && service.Split('.').All(part => part.Length > 0
            && !char.IsAsciiDigit(part[0]) && part.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'));
}
