using System.Reflection;
using FlextMonitor.Client.Testing;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>What the packages offer is recorded in <c>test/Client/Api</c>: a break is a line that changes or goes.</summary>
public sealed class PublicApiTests
{
    /// <summary>With this variable of the environment, the test writes the records instead of comparing them.</summary>
    private const string Write = "WRITE_PUBLIC_API";

    private static readonly Dictionary<string, Assembly> Assemblies = new[] { typeof(SourceMessage), typeof(IMonitor), typeof(FakeMonitor) }
        .Select(type => type.Assembly).ToDictionary(assembly => assembly.GetName().Name!);

    public static TheoryData<string> Names => [.. Assemblies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Assembly_OffersWhatIsRecorded(string name)
    {
        var record = Repository.PathOf("test", "Client", "Api", $"{name}.txt");
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
        {
            await File.WriteAllTextAsync(record, PublicApi.Of(Assemblies[name]), TestContext.Current.CancellationToken);
            return;
        }

        PublicApi.Of(Assemblies[name]).ShouldBe(
            await File.ReadAllTextAsync(record, TestContext.Current.CancellationToken),
            $"If the change is meant, record it: {Write}=1 dotnet test --project test/Client -- --filter-class '*PublicApiTests'");
    }
}
