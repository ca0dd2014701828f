package vn.truc.router;

import vn.truc.schemas.directory.Directory;

/** What the router knows of the agencies, and how it makes sure that it knows the latest. */
public interface DirectoryView {

    /** The directory as far as it was read; it goes on being read. */
    Directory directory();

    /** Returns once everything is known that had been published before the call. */
    void catchUp();
}
