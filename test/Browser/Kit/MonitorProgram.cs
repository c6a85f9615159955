using FlextMonitor.Web.Startup;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>Runs the host's own entry point inside the test's process, on Kestrel. Any type of its assembly serves to find it.</summary>
internal sealed class MonitorProgram : WebApplicationFactory<Announcement>
{
    private readonly IReadOnlyDictionary<string, string> _settings;

    public MonitorProgram(IReadOnlyDictionary<string, string> settings)
    {
        _settings = settings;
        UseKestrel();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Production);
        builder.UseContentRoot(Repository.Web);
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }
    }
}
