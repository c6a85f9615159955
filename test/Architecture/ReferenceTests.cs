using System.Reflection;
using System.Xml.Linq;
using FlextMonitor.Collector;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;

namespace FlextMonitor.Architecture.Tests;

/// <summary>References go one way: Hosting ← all programs and the Hub; proto, Contracts ← Collector ← Hub ← Web; Contracts ← Client ← Client.Testing; proto ← Daemon ← Web.</summary>
public sealed class ReferenceTests
{
    private const string Prefix = "FlextMonitor.";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Proto"] = [],
        ["Contracts"] = [],
        ["Hosting"] = [],
        ["Client"] = ["Contracts"],
        ["Client.Testing"] = ["Client"],
        ["Collector"] = ["Hosting", "Proto", "Contracts"],
        ["Daemon"] = ["Hosting", "Proto"],
        ["Hub"] = ["Hosting", "Collector"],
        ["Web"] = ["Hosting", "Hub", "Daemon"],
    };

    /// <summary>What an assembly may use, including what comes to it through what it refers to: the hub may not see the daemon's messages.</summary>
    private static readonly Dictionary<string, string[]> Usable = new()
    {
        ["Contracts"] = [],
        ["Hosting"] = [],
        ["Collector"] = ["Hosting", "Proto", "Contracts"],
        ["Daemon"] = ["Hosting", "Proto"],
        ["Hub"] = ["Hosting", "Collector", "Contracts"],
        ["Web"] = ["Hosting", "Hub", "Daemon", "Collector", "Contracts"],
    };

    public static TheoryData<string> Projects => [.. SourceTree.Files("src", "*.csproj"), .. SourceTree.Files("proto", "*.csproj")];

    public static TheoryData<string> Assemblies => [.. Usable.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_Refers_OnlyTheWayThatIsAllowed(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project)[Prefix.Length..];

        var references = SourceTree.References(project).Select(reference => reference[Prefix.Length..]);

        Allowed.ShouldContainKey(name, $"{project} is new: say here what it may refer to");
        references.ShouldBeSubsetOf(Allowed[name]);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Assembly_Uses_OnlyWhatItMay(string name)
    {
        var references = Assembly.Load(Prefix + name).GetReferencedAssemblies()
            .Where(reference => reference.Name!.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(reference => reference.Name![Prefix.Length..]);

        references.ShouldBeSubsetOf(Usable[name]);
    }

    [Fact]
    public void Contracts_Use_NoServer()
    {
        string[] servers = ["Microsoft.AspNetCore", "Microsoft.Extensions.Hosting", "Microsoft.EntityFrameworkCore", "Grpc", "Google.Protobuf", "Serilog"];
        var project = XDocument.Parse(SourceTree.Read("src/Contracts/FlextMonitor.Contracts.csproj"));

        var references = typeof(SourceMessage).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        references.ShouldAllBe(reference => !servers.Any(server => reference.StartsWith(server, StringComparison.Ordinal)));
        project.Descendants("FrameworkReference").ShouldBeEmpty();
        project.Root!.Attribute("Sdk")!.Value.ShouldBe("Microsoft.NET.Sdk");
    }

    [Fact]
    public void Proto_InTheSources_StandsOnlyWhereDaemonsAreSpokenTo()
    {
        string[] rooms = ["src/Collector/Mapping/", "src/Collector/Connection/", "src/Collector/Sources/", "src/Collector/Logs/", "src/Daemon/"];

        var files = SourceTree.Files("src", "*.cs").Where(file => SourceTree.Code(file).Contains("FlextMonitor.Proto", StringComparison.Ordinal));

        files.ShouldAllBe(file => rooms.Any(room => file.StartsWith(room, StringComparison.Ordinal)));
        files.ShouldNotBeEmpty();
    }

    [Fact]
    public void Proto_InWhatTheCollectorShowsOthers_IsNowhere()
    {
        var shown = typeof(CollectorRegistration).Assembly.GetExportedTypes();

        var exposed = shown.Where(type => SignatureTypes(type).Any(IsProto)).Select(type => type.FullName);

        shown.Length.ShouldBeGreaterThan(3);
        exposed.ShouldBeEmpty();
    }

    [Fact]
    public void Proto_InTheFeed_IsNowhere()
    {
        var feed = typeof(CollectorRegistration).Assembly.GetTypes().Where(type => type.Namespace == "FlextMonitor.Collector.Feed").ToList();

        feed.ShouldNotBeEmpty();
        feed.SelectMany(SignatureTypes).ShouldAllBe(type => !IsProto(type));
    }

    [Fact]
    public void Rooms_OfTheHub_UseOfEachOtherOnlyWhatIsPublic()
    {
        var types = typeof(ILiveState).Assembly.GetTypes().Where(type => !type.IsNested && RoomOf(type.Namespace) is not null).ToLookup(type => RoomOf(type.Namespace)!);
        types.Count.ShouldBeGreaterThan(2);

        var trespasses =
            from file in SourceTree.Files("src/Hub", "*.cs")
            let room = file.Split('/')[2]
            let code = SourceTree.Code(file)
            let words = code.Split([.. code.Where(character => !char.IsLetterOrDigit(character) && character != '_').Distinct()], StringSplitOptions.RemoveEmptyEntries).ToHashSet()
            from other in types
            where other.Key != room && (code.Contains($"using FlextMonitor.Hub.{other.Key};", StringComparison.Ordinal) || code.Contains($"{other.Key}.", StringComparison.Ordinal))
            from type in other
            where !type.IsPublic && words.Contains(type.Name.Split('`')[0])
            select $"{file} uses {type.FullName}";

        trespasses.ShouldBeEmpty();
    }

    private static string? RoomOf(string? space) =>
        space?.StartsWith("FlextMonitor.Hub.", StringComparison.Ordinal) == true ? space.Split('.')[2] : null;

    private static bool IsProto(Type type) => type.Namespace == "FlextMonitor.Proto" || type.Namespace?.StartsWith("Google.Protobuf", StringComparison.Ordinal) == true;

    /// <summary>Every type that stands in the signatures of a type's members, within generics and arrays too.</summary>
    private static IEnumerable<Type> SignatureTypes(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = type.GetMembers(All).SelectMany(member => member switch
        {
            MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
            PropertyInfo property => [property.PropertyType],
            FieldInfo field => [field.FieldType],
            EventInfo raised => [raised.EventHandlerType!],
            _ => [],
        });
        return members.Concat(type.GetInterfaces()).Append(type.BaseType ?? typeof(object)).SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : [type];
}
