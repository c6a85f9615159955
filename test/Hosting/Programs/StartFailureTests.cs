using System.Net.Sockets;
using System.Security.Cryptography;
using FlextMonitor.Hosting.Programs;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hosting.Tests.Programs;

public sealed class StartFailureTests
{
    private const string Configuration = "Microsoft.Extensions.Configuration.ConfigurationManager";
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServer";

    [Fact]
    public void Explain_InvalidOptions_JoinsTheirFailures() => StartFailure.Explain(Invalid("A is 1", "B is 2")).ShouldBe("A is 1; B is 2");

    [Fact]
    public void Explain_SeveralInvalidOptions_JoinsAllFailures() =>
        StartFailure.Explain(new AggregateException(Invalid("A is 1"), Invalid("B is 2", "C is 3"))).ShouldBe("A is 1; B is 2; C is 3");

    [Fact]
    public void Explain_SameFailureFromTwoOptions_SaysItOnce() =>
        StartFailure.Explain(new AggregateException(Invalid("A is 1"), Invalid("A is 1", "B is 2"))).ShouldBe("A is 1; B is 2");

    [Theory]
    [InlineData("{\n  \"A\": \"1\" \"B\"\n}", "Line 2, column 12: '\"' is invalid after a value.")]
    [InlineData("{ \"A\": 1,\r\n\r\n!", "Line 3, column 1: '!' is an invalid start of a property name.")]
    [InlineData("", "Line 1, column 1: The input does not contain any JSON tokens.")]
    public void Explain_BrokenSettingsFile_NamesFileLineAndColumn(string text, string place)
    {
        var folder = Directory.CreateTempSubdirectory("start-failure-test-");
        var file = Path.Combine(folder.FullName, "appsettings.json");
        File.WriteAllText(file, text);

        var failure = Should.Throw<InvalidDataException>(() => new ConfigurationBuilder().AddJsonFile(file).Build());

        StartFailure.Explain(failure).ShouldNotBeNull().ShouldStartWith($"Failed to load configuration from file '{file}'. {place}");
        StartFailure.Explain(failure).ShouldNotBeNull().ShouldNotContain("LineNumber");
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Explain_InvalidOptionsBesideAnotherFailure_LeavesItToTheStack() =>
        StartFailure.Explain(new AggregateException(Invalid("A is 1"), new InvalidOperationException("a bug"))).ShouldBeNull();

    [Fact]
    public void Explain_TextOfSeveralLines_IsOneLine() =>
        StartFailure.Explain(Thrown.By(Configuration, new InvalidDataException("one\r\ntwo", new FormatException("three")))).ShouldBe("one two three");

    [Fact]
    public void Explain_StartException_IsItsMessage() => StartFailure.Explain(new StartException("the disk is full", new IOException())).ShouldBe("the disk is full");

    [Fact]
    public void Explain_ExplanationOfTheProgram_ComesFirst() =>
        StartFailure.Explain(new FormatException("bad"), _ => null, failure => $"very {failure.Message}").ShouldBe("very bad");

    [Fact]
    public void Explain_Bug_IsNull() => StartFailure.Explain(new InvalidOperationException("a bug"), KestrelStartFailure.Explain).ShouldBeNull();

    [Fact]
    public void Explain_Nothing_IsNull() => StartFailure.Explain(null).ShouldBeNull();

    public static TheoryData<Exception, string> ServerFailures => new()
    {
        { new IOException("Failed to bind.", new AddressInUseException("in use")), "Failed to bind. Stop what listens there" },
        { Thrown.By(Kestrel, new SocketException((int)SocketError.AddressNotAvailable)), "nothing can listen at the given address: " },
        { Thrown.By(Kestrel, new FormatException("Invalid url: 'x'")), "Invalid url: 'x'. --urls (or ASPNETCORE_URLS) may hold" },
        { Thrown.By(Kestrel, new CryptographicException("no key")), "Kestrel:Certificates names a file that cannot be used: no key" },
    };

    [Theory]
    [MemberData(nameof(ServerFailures))]
    public void Explain_ServerThatCannotListen_SaysWhatToDo(Exception failure, string beginning) =>
        StartFailure.Explain(failure, KestrelStartFailure.Explain).ShouldNotBeNull().ShouldStartWith(beginning);

    public static TheoryData<Exception> FailuresOfOthers => new()
    {
        new SocketException((int)SocketError.ConnectionRefused),
        new FormatException("Invalid url: 'x'"),
        new CryptographicException("no key"),
        new InvalidDataException("no ZIP file"),
        new InvalidOperationException("a bug", new ArgumentException("null")),
    };

    [Theory]
    [MemberData(nameof(FailuresOfOthers))]
    public void Explain_FailureOfAnotherComponent_IsLeftToItsStack(Exception failure)
    {
        StartFailure.Explain(failure, KestrelStartFailure.Explain).ShouldBeNull();
        StartFailure.Explain(Thrown.By("FlextMonitor.Hub.Access.Keys", failure), KestrelStartFailure.Explain).ShouldBeNull();
    }

    private static OptionsValidationException Invalid(params string[] failures) => new("", typeof(object), failures);
}
