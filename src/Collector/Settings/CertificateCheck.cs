using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Collector.Settings;

/// <summary>Opens the PEM files of an entry when the settings are read, so that a bad file stops the start instead of the first connection.</summary>
internal sealed class CertificateCheck(SectionReader entry, DaemonOptions daemon)
{
    public void Run()
    {
        var isTls = DaemonAddress.TryParse(daemon.Address, out var address) && address.IsTls;
        if (!isTls)
        {
            RefuseWithoutTls(nameof(DaemonOptions.CaCertificate), daemon.CaCertificate);
            RefuseWithoutTls(nameof(DaemonOptions.ClientCertificate), daemon.ClientCertificate);
            RefuseWithoutTls(nameof(DaemonOptions.ClientKey), daemon.ClientKey);
            return;
        }

        Try(nameof(DaemonOptions.CaCertificate), daemon.CaCertificate, path => _ = PemFiles.Authorities(path), "be a PEM file with at least one certificate");
        if (daemon.ClientCertificate is null && daemon.ClientKey is not null)
        {
            entry.Refuse(nameof(DaemonOptions.ClientKey), $"stand beside {nameof(DaemonOptions.ClientCertificate)}, which is missing");
            return;
        }

        var key = daemon.ClientKey is null ? nameof(DaemonOptions.ClientCertificate) : nameof(DaemonOptions.ClientKey);
        if (daemon.ClientKey is { } file && daemon.ClientCertificate is not null && !File.Exists(file))
        {
            entry.Refuse(key, "be a file that can be read");
            return;
        }

        Try(
            nameof(DaemonOptions.ClientCertificate),
            daemon.ClientCertificate,
            path => PemFiles.Client(path, daemon.ClientKey).Dispose(),
            daemon.ClientKey is null
                ? "be a PEM file with a certificate and its key, or have its key in ClientKey"
                : $"be a PEM file with the certificate of the key in {daemon.ClientKey}");
    }

    private void RefuseWithoutTls(string key, string? path)
    {
        if (path is not null)
        {
            entry.Refuse(key, "be left out unless the address is https");
        }
    }

    private void Try(string key, string? path, Action<string> open, string must)
    {
        if (path is null)
        {
            return;
        }

        if (!File.Exists(path))
        {
            entry.Refuse(key, "be a file that can be read");
            return;
        }

        try
        {
            open(path);
        }
        catch (Exception exception) when (PemFiles.IsUnreadable(exception))
        {
            entry.Refuse(key, $"{must} ({exception.Message})");
        }
    }
}
